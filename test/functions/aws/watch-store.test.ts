import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { compress } from "../../../functions/aws/dynamo/compressed.ts";
import { createFindingLog } from "../../../functions/aws/dynamo/finding-store.ts";
import { inspectorOf } from "../../../functions/aws/dynamo/inspect-item.ts";
import { createWatchStore, WATCH_KEY } from "../../../functions/aws/dynamo/watch-store.ts";
import type { FindingLine } from "../../../shared/event-log/watchdog-line.ts";
import type { Watch } from "../../../shared/watchdog/watch.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

const AT = "2026-08-01T12:00:00.000Z";
const LINE: FindingLine = {
  ...{ schemaVersion: 1, sector: "ai", at: AT, kind: "finding", finding: "stale:ai", event: "found" },
  ...{ since: AT, text: "ai was never recomputed", message: `watchdog-${AT}` },
};
const STORED = { key: "stale:ai", look: "the ledger of ai", text: "ai is stale", since: AT, toldAt: AT };
const WATCH: Watch = { version: 2, problems: [{ ...STORED, sector: "ai" }], unrecorded: [LINE] };

/** The memory as the first version wrote and read it. It took no other field. */
const asFirst = z.strictObject({
  version: z.int(),
  problems: z.array(
    z.strictObject({
      ...{ key: z.string(), look: z.string(), text: z.string() },
      ...{ since: z.string(), toldAt: z.string().nullable() },
    }),
  ),
});

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let client: DynamoDBClient;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  client = dynamo.client;
});
beforeEach(async () => {
  const first = { version: { N: "1" }, schemaVersion: { N: "1" } };
  await put({ ...WATCH_KEY, ...first, watch: { S: JSON.stringify({ version: 1, problems: [] }) } });
});
afterAll(() => dynamo.close());

const put = (item: Item) => client.send(new PutItemCommand({ TableName: "ledgers", Item: item }));
async function stored(): Promise<Item> {
  const { Item } = await client.send(new GetItemCommand({ TableName: "ledgers", Key: WATCH_KEY }));
  return Item ?? {};
}
const store = () => createWatchStore(client, "ledgers");

describe("what the watchdog remembers", () => {
  it("is read as an earlier version left it: of no sector, and with nothing to record", async () => {
    const first = { version: { N: "7" }, schemaVersion: { N: "1" } };
    await put({ ...WATCH_KEY, ...first, watch: { S: JSON.stringify({ version: 7, problems: [STORED] }) } });
    const { watch } = await store().load();
    expect(watch).toEqual({ version: 7, problems: [{ ...STORED, sector: null }], unrecorded: [] });
  });

  it("can be read by an earlier version, which knows neither sectors nor lines", async () => {
    expect(await store().save(WATCH, 1, null)).toBe("saved");
    const item = await stored();
    expect(item.schemaVersion).toEqual({ N: "1" });
    expect(asFirst.parse(JSON.parse(item.watch?.S ?? ""))).toEqual({ version: 2, problems: [STORED] });
    expect((await store().load()).watch).toEqual(WATCH);
  });

  it.each<[string, Item[string], RegExp]>([
    ["no compressed JSON", { B: new Uint8Array([1, 2]) }, /it is not compressed JSON/],
    ["text", { S: "notes" }, /it is not compressed JSON/],
    [
      "of a newer version",
      { B: compress({ schemaVersion: 2 }) },
      /a newer Chokepoint wrote it, in schema version 2/,
    ],
    ["without lines", { B: compress({ schemaVersion: 1, sectors: [] }) }, /"unrecorded"/],
  ])("is refused in one sentence when its notes are %s", async (_what, notes, reason) => {
    await put({ ...(await stored()), notes });
    await expect(store().load()).rejects.toThrow(/^what it remembers cannot be read: /);
    await expect(store().load()).rejects.toThrow(reason);
    expect(await inspectorOf(client, "ledgers", "ledgers")(await stored())).toMatchObject({
      removing: "what operators were told: the next look tells all that is wrong again",
    });
  });
});

describe("a line about what was told that cannot be read", () => {
  it("is named by its key, and the others are read", async () => {
    const log = createFindingLog(client, "assessments", 30);
    await log.append([LINE, { ...LINE, event: "still", at: "2026-08-02T12:00:00.000Z" }]);
    const key = { sector: { S: "ai" }, assessmentKey: { S: `finding#${AT}#damaged` } };
    const damaged = { ...key, line: { S: '{"schemaVersion":1}' } };
    await client.send(new PutItemCommand({ TableName: "assessments", Item: damaged }));
    const { rows, unreadable } = await log.read("ai");
    expect(rows.map(({ at }) => at)).toEqual([AT, "2026-08-02T12:00:00.000Z"]);
    expect(unreadable).toMatchObject({ count: 1, first: [{ key: `assessments/ai/finding#${AT}#damaged` }] });
    const inspect = inspectorOf(client, "assessments", "assessments");
    expect(await inspect(damaged)).toMatchObject({
      removing: expect.stringMatching(/^a line of the event log/),
    });
    const newer = { ...key, line: { S: JSON.stringify({ ...LINE, schemaVersion: 2 }) } };
    expect(await inspect(newer)).toMatchObject({ isNewer: true });
    expect(await inspect({ ...key, line: { S: JSON.stringify({ ...LINE, more: 1 }) } })).toBeNull();
  });
});
