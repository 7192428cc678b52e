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
    expect(waits.slice(0, 4)).toEqual([50, 100, 200, 400]);
  });

  it("are all found in the end, each once", async () => {
    const many = positionsOf("found", 120);
    await createPositionRows(cloud.direct, "positions").put(many);
    cloud.wire.let(leavesUnread((asked) => Math.ceil((asked * 2) / 3)));
    expect(await createPositionRows(client, "positions").find(many)).toEqual(many);
    expect(cloud.wire.requests.length).toBeGreaterThan(6);
  });

  it("are given up after ten attempts, with a sentence that says how many rows are not written", async () => {
    cloud.wire.let(leavesUnwritten(() => 1));
    const put = createPositionRows(client, "positions").put(positionsOf("given-up", 60));
    await expect(put).rejects.toThrow(/^DynamoDB did not write 15 rows of positions in 10 attempts$/);
    expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);
    expect(await storedIn("given-up")).toHaveLength(10);
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
