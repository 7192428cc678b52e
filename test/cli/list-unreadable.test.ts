import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import type { Item } from "../../functions/aws/dynamo/attributes.ts";
import { type Workplace, workplace } from "../support/command-line.ts";

const CSV = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,,bess,CN,100,2026-07-01,,invoices
P-2,ai,,bess,JP,100,2026-07-01,,invoices
`;
const RECOMPUTE = ["recompute", "--sector", "ai", "--as-of", "2026-07-31"];

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  expect((await place.chokepoint("import", "positions", place.file("p.csv", CSV))).code).toBe(0);
  expect((await place.chokepoint(...RECOMPUTE)).code).toBe(0);
});
afterAll(() => place.remove());

/** Puts an item into the folder's own DynamoDB, as no command would. */
async function put(TableName: string, Item: Item): Promise<void> {
  const server = await startDynamo(join(place.folder, ".chokepoint"));
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: server.url, region: "us-east-1", credentials });
  try {
    await client.send(new PutItemCommand({ TableName, Item }));
  } finally {
    client.destroy();
    await server.close();
  }
}

const position = (id: string): Item => ({
  sectorShard: { S: "ai#03" },
  positionId: { S: id },
  sector: { S: "ai" },
  item: { S: "bess" },
  exposure: { S: "a lot" },
  date: { S: "2026-07-01" },
  day: { S: "2026-07-01#1" },
});
const KEY = "positions/ai#03/P 3%27$(x)".replace(" ", "%20").replace("$(x)", "%24%28x%29");

describe("list unreadable", () => {
  it("says that all can be read", async () => {
    expect(await place.chokepoint("list", "unreadable")).toMatchObject({
      code: 0,
      stdout: "everything that is stored can be read\n",
    });
  });

  it("names an item by a key that a shell leaves alone, as the assessment does", async () => {
    await put("positions", position("P 3'$(x)"));
    const { stdout } = await place.chokepoint("list", "unreadable", "--sector", "ai");
    expect(stdout).toBe(
      `${KEY}\n  attribute "exposure" has another type than it must have\n  removing it loses what it is worth, until its file is imported again\n1 item cannot be read\n`,
    );
    expect(KEY).toMatch(/^[\w/#%.:-]+$/);
    expect((await place.chokepoint(...RECOMPUTE)).stdout).toContain(
      `Stored items that could not be read since 2026-07-31: 1 (${KEY}). Import again what is damaged. To remove it: npx chokepoint list unreadable --remove ${KEY}\n`,
    );
  });

  it.each([
    [["--remove", KEY], "nothing was removed: nobody is here to be asked, so say --yes"],
    [
      ["--remove", "positions/ai#03/P-9", "--yes"],
      '--remove: "positions/ai#03/P-9" is not among what cannot be read',
    ],
    [["--yes"], "--yes needs --remove"],
    [["--sector", "aii"], "aii"],
  ])("refuses %j and removes nothing", async (args, reason) => {
    const { code, stderr } = await place.chokepoint("list", "unreadable", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(JSON.parse((await place.chokepoint("list", "unreadable", "--json")).stdout)).toMatchObject([
      { table: "positions", key: KEY, isNewer: false },
    ]);
  });

  it.each([
    ["without a place", {}, "is missing: no recompute finds it"],
    ["in a wrong place", { day: { S: "2026-06-30#1" } }, "does not fit its date: it counts on another day"],
  ])("names a position %s in the index by day", async (_name, place_, problem) => {
    const { day: _, ...unplaced }: Item = { ...position("P-5"), exposure: { N: "100" } };
    await put("positions", { ...unplaced, ...place_ });
    const { stdout } = await place.chokepoint("list", "unreadable", "--sector", "ai");
    expect(stdout).toContain(
      `positions/ai#03/P-5\n  attribute "day" ${problem} until its file is imported again\n`,
    );
    await place.chokepoint("list", "unreadable", "--remove", "positions/ai#03/P-5", "--yes");
  });

  it("removes what it was told to, and the next assessment is whole", async () => {
    await put("positions", position("P-4"));
    const { code, stdout } = await place.chokepoint("list", "unreadable", "--remove", KEY, "--yes", "--json");
    expect([code, JSON.parse(stdout)]).toEqual([0, [{ key: KEY, result: "removed" }]]);
    const all = await place.chokepoint("list", "unreadable", "--remove", "all", "--yes");
    expect(all.stdout).toContain("removed positions/ai#03/P-4\n");
    expect((await place.chokepoint(...RECOMPUTE)).stdout).not.toContain("could not be read");
  });

  it("leaves ledgers and what a newer version wrote out of `all`", async () => {
    await put("ledgers", {
      sector: { S: "ai" },
      schemaVersion: { N: "99" },
      body: { B: new Uint8Array([1]) },
    });
    expect(await place.chokepoint("list", "unreadable", "--remove", "all", "--yes")).toMatchObject({
      code: 0,
      stdout: "nothing of it is removed by `all`: name each by its key\n",
    });
    const failed = await place.chokepoint(...RECOMPUTE);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("(item ledgers/ai); deploy that version again");
    // Nobody can look into it, so no alert is said not to be open; the others are shown all the same.
    const alerts = await place.chokepoint("alerts");
    expect(alerts.code).toBe(1);
    expect(alerts.stdout).toMatch(
      /^ai {2}whether an alert is open is not known: the stored ledger of ai cannot be read: .*\n\ndefense {2}was never/,
    );
    const asJson = JSON.parse((await place.chokepoint("alerts", "--json")).stdout) as unknown[];
    expect(asJson[0]).toMatchObject({ sector: "ai", alerts: null });
    expect((await place.chokepoint("list", "unreadable", "--sector", "defense")).stdout).toBe(
      "everything that defense rests on can be read\n",
    );
    const removed = await place.chokepoint("list", "unreadable", "--remove", "ledgers/ai", "--yes");
    expect(removed.stdout).toContain("removed ledgers/ai\n");
    expect((await place.chokepoint(...RECOMPUTE)).code).toBe(0);
  });
});
