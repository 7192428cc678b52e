import { join } from "node:path";
import { DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import { positionKey } from "../../functions/aws/dynamo/position-item.ts";
import { type Workplace, workplace } from "../support/command-line.ts";

const CSV = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,,bess,CN,100,2026-07-01,,invoices
P-2,ai,,bess,JP,100,2026-07-01,,invoices
P-3,ai,,bess,JP,50,2026-07-01,,invoices
`;
const RECOMPUTE = ["recompute", "--sector", "ai", "--as-of", "2026-07-31"];
const MISSING =
  /^MISSING POSITIONS: USD 100 from p\.csv of \S+ \S+ UTC, counted as of 2026-07-31, is gone, and no known import removed it: nothing eases or resolves until it is imported again or confirmed as gone\./;

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  expect((await place.chokepoint("import", "positions", place.file("p.csv", CSV))).code).toBe(0);
  expect((await place.chokepoint(...RECOMPUTE)).code).toBe(0);
});
afterAll(() => place.remove());

/** Does something to the folder's own DynamoDB that no command would. */
async function inTable(work: (client: DynamoDBClient) => Promise<unknown>): Promise<void> {
  const server = await startDynamo(join(place.folder, ".chokepoint"));
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: server.url, region: "us-east-1", credentials });
  try {
    await work(client);
  } finally {
    client.destroy();
    await server.close();
  }
}

const TableName = "positions";
const keyOf = (positionId: string) => positionKey({ sector: "ai", positionId });

async function linesOf(...args: string[]): Promise<string[]> {
  const { stdout } = await place.chokepoint(...args);
  return stdout.split("\n").map((line) => line.trim());
}

describe("a position that was written by hand without its place", () => {
  it("is told by the run, by alerts and by the watchdog, with what to do", async () => {
    await inTable(async (client) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: keyOf("P-1") }));
      const { day: _, ...item } = Item ?? {};
      await client.send(new PutItemCommand({ TableName, Item: item }));
    });
    expect(await linesOf(...RECOMPUTE)).toContainEqual(expect.stringMatching(MISSING));
    expect(await linesOf("alerts", "--sector", "ai")).toContainEqual(expect.stringMatching(MISSING));
    const told = (await linesOf("watchdog")).join("\n");
    expect(told).toMatch(/ai: MISSING POSITIONS: .* \(since /);
    expect(told).toMatch(/is meant to be gone: npx chokepoint import confirm \S+ --sector ai --reason "…"\n/);
    expect(told).toMatch(/where no recompute finds them: npx chokepoint list unreadable\n/);
    expect((await place.chokepoint("list", "unreadable")).stdout).toContain(
      'attribute "day" is missing: no recompute finds it until its file is imported again',
    );
  });

  it("is over when its file is imported again", async () => {
    await place.chokepoint("import", "positions", place.file("p.csv", CSV));
    const { stdout } = await place.chokepoint(...RECOMPUTE, "--json");
    expect(JSON.parse(stdout)).toMatchObject([{ assessment: { incomplete: false, positions: 3 } }]);
    expect((await place.chokepoint("list", "unreadable")).stdout).toBe(
      "everything that is stored can be read\n",
    );
  });
});

describe("a position that was deleted by hand", () => {
  it("is over when its import is confirmed by the command that is named", async () => {
    await inTable((client) => client.send(new DeleteItemCommand({ TableName, Key: keyOf("P-3") })));
    const { stdout } = await place.chokepoint(...RECOMPUTE, "--json");
    const [{ assessment }] = JSON.parse(stdout);
    expect(assessment).toMatchObject({ incomplete: true, missing: { exposure: 50, moreImports: 0 } });
    const [{ importId }] = assessment.missing.imports;
    const confirm = ["import", "confirm", importId, "--sector", "ai", "--reason", "returned"];
    expect((await place.chokepoint(...confirm)).code).toBe(0);
    const after = await place.chokepoint(...RECOMPUTE, "--json");
    expect(JSON.parse(after.stdout)).toMatchObject([{ assessment: { incomplete: false, positions: 2 } }]);
  });
});
