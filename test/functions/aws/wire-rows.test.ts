import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDynamoClient } from "../../../functions/aws/dynamo/client.ts";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { YEAR } from "../../support/builders.ts";
import { leavesUnread, leavesUnwritten, pagesOf } from "../../support/detours.ts";
import { rowsOf } from "../../support/dynamo.ts";
import type { FaultKind } from "../../support/faulty-wire.ts";
import { positionOf } from "../../support/samples.ts";
import { startWiredCloud, type WiredCloud } from "../../support/wired-cloud.ts";
import { withoutDelays } from "../../support/wired-run.ts";

/** How long was waited before asking again for what DynamoDB left undone; the test does not wait. */
const waits: number[] = [];
const { setTimeout } = timers;
beforeAll(() => {
  Object.assign(timers, { setTimeout: async (milliseconds: number) => void waits.push(milliseconds) });
  syncBuiltinESMExports();
});
afterAll(() => {
  Object.assign(timers, { setTimeout });
  syncBuiltinESMExports();
});

let cloud: WiredCloud;
let client: DynamoDBClient;
beforeAll(async () => {
  cloud = await startWiredCloud();
  client = createDynamoClient();
});
afterAll(async () => {
  client.destroy();
  await cloud.close();
});
beforeEach(() => {
  withoutDelays();
  waits.length = 0;
  cloud.wire.forget();
});
afterEach(() => {
  vi.restoreAllMocks();
  cloud.wire.let();
});

const positionsOf = (sector: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    positionOf({ sector, positionId: `P-${index}`, exposure: 2 ** (index % 20) }),
  );

describe("rows of which DynamoDB leaves some unprocessed", () => {
  it("are all written in the end, and none that was not asked for", async () => {
    const many = positionsOf("written", 60);
    cloud.wire.let(leavesUnwritten((asked) => Math.ceil(asked / 2)));
    await createPositionRows(client, "positions").put(many);
    expect(sorted(await storedIn("written"))).toEqual(sorted(many));
    // 25, 12, 6, 3, 1 twice; and 10, 5, 2, 1.
    expect(cloud.wire.requests.map(({ operation }) => operation)).toEqual(Array(14).fill("BatchWriteItem"));
    // Each batch waits longer from time to time, and all of them at once.
    expect(waits.toSorted((a, b) => a - b)).toEqual([50, 50, 50, 100, 100, 100, 200, 200, 200, 400, 400]);
  });

  it("are not asked for again at the same instant by all", async () => {
    let drawn = 0;
    vi.spyOn(Math, "random").mockImplementation(() => {
      drawn += 1;
      return (drawn % 10) / 10;
    });
    cloud.wire.let(leavesUnwritten((asked) => Math.ceil(asked / 2)));
    await createPositionRows(client, "positions").put(positionsOf("apart", 200));
    const first = waits.slice(0, 8);
    expect(new Set(first).size).toBeGreaterThan(4);
    expect(first.every((wait) => wait > 25 && wait <= 50)).toBe(true);
  });

  it("are written in at most eight requests at once, and after a failure no more are begun", async () => {
    let most = 0;
    let atOnce = 0;
    client.middlewareStack.add(
      (next) => async (args) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        return await next(args).finally(() => {
          atOnce -= 1;
        });
      },
      { name: "counting", step: "initialize" },
    );
    await createPositionRows(client, "positions").put(positionsOf("at-once", 1000));
    client.middlewareStack.remove("counting");
    expect(most).toBe(8);
    expect(await storedIn("at-once")).toHaveLength(1000);
    cloud.wire.forget();
    cloud.wire.let({ kind: "an internal error", to: () => true });
    const other = createDynamoClient();
    await expect(createPositionRows(other, "positions").put(positionsOf("broken", 1000))).rejects.toThrow();
    other.destroy();
    // Six attempts of each of eight requests, and none of the other 32.
    expect(cloud.wire.requests.length).toBeLessThanOrEqual(48);
  });

  it("are given up after ten attempts, with a sentence that says how many rows are not written", async () => {
    cloud.wire.let(leavesUnwritten(() => 1));
    const put = createPositionRows(client, "positions").put(positionsOf("given-up", 60));
    await expect(put).rejects.toThrow(/^DynamoDB did not write 15 rows of positions in 10 attempts$/);
    // Two batches of 25 and one of ten: ten attempts write ten rows of each.
    expect(waits.filter((wait) => wait === 5000)).toHaveLength(6);
    expect(new Set(waits)).toEqual(new Set([50, 100, 200, 400, 800, 1600, 3200, 5000]));
    expect(await storedIn("given-up")).toHaveLength(30);
  });

  it("are not taken for missing when they cannot be read", async () => {
    const many = positionsOf("unread", 25);
    await createPositionRows(cloud.direct, "positions").put(many);
    cloud.wire.let(leavesUnread(() => 1));
    const find = createPositionRows(client, "positions").find(many);
    await expect(find).rejects.toThrow(/^DynamoDB did not read 15 rows of positions in 10 attempts$/);
  });

  it.each<FaultKind>(["throttled as a table", "a lost answer", "half an answer"])(
    "and whose other batches meet %s are all written",
    async (kind) => {
      const sector = kind.replaceAll(" ", "-");
      const many = positionsOf(sector, 60);
      cloud.wire.let(
        { kind, to: ({ number }) => number % 2 === 1 },
        leavesUnwritten((asked) => Math.max(1, asked - 1)),
      );
      await createPositionRows(client, "positions").put(many);
      expect(sorted(await storedIn(sector))).toEqual(sorted(many));
    },
  );
});

describe("a sector read page by page", () => {
  it.each<FaultKind>(["throttled as a table", "throttled", "half an answer", "a reset before it arrives"])(
    "loses no row and counts none twice when each of its pages meets %s at first",
    async (kind) => {
      const many = positionsOf("paged", 200);
      await createPositionRows(cloud.direct, "positions").put(many);
      const exposure = many.reduce((sum, position) => sum + position.exposure, 0);
      cloud.wire.let({ kind, to: ({ attempt }) => attempt === 1 }, pagesOf(4));
      const [fold] = await loadFolds(createPositionStore(client, "positions"), "paged", [YEAR]);
      expect(fold).toMatchObject({ positions: 200, exposure, unreadable: 0 });
      const pages = new Set(cloud.wire.requests.map(({ name }) => name));
      expect(pages.size).toBeGreaterThanOrEqual(200 / 4);
      expect(cloud.wire.requests).toHaveLength(2 * pages.size);
    },
  );

  it("fails rather than leave out a page that cannot be read", async () => {
    await createPositionRows(cloud.direct, "positions").put(positionsOf("torn", 200));
    cloud.wire.let(
      { kind: "throttled", to: ({ name }) => name === "Query positions torn#05 (2)" },
      pagesOf(4),
    );
    const load = loadFolds(createPositionStore(client, "positions"), "torn", [YEAR]);
    await expect(load).rejects.toThrow("Rate of requests exceeded.");
  });
});

function storedIn(sector: string) {
  return rowsOf(createPositionRows(cloud.direct, "positions").pagesOf(sector));
}

function sorted<Row extends { positionId: string }>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => (a.positionId < b.positionId ? -1 : 1));
}
