import { gzipSync } from "node:zlib";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { createLedgerStore } from "../../../functions/aws/dynamo/ledger-store.ts";
import { createSilenceStore } from "../../../functions/aws/dynamo/silence-store.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import type { HistoryRecord } from "../../../shared/alerts/history.ts";
import type { Silence } from "../../../shared/alerts/silence.ts";
import { silenceAttributes } from "../../../shared/contract/tables.ts";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import { alertOf } from "../../support/builders.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

const NOW = new Date("2026-08-01T06:00:00Z");
const AT = NOW.toISOString();

const earlier: Silence = {
  id: "s2",
  rule: null,
  group: null,
  until: "2026-09-01",
  by: "Ana",
  reason: "r",
  since: AT,
};
const line: HistoryRecord = {
  asOf: "2026-07-31",
  at: AT,
  rule: null,
  group: null,
  event: "silenced",
  level: "none",
  observed: null,
  limit: null,
  reason: "until 2026-09-01: r",
  published: false,
  silence: "s2",
  by: "Ana",
};
const raised: HistoryRecord = {
  ...line,
  event: "raised",
  level: "warning",
  published: true,
  silence: null,
  by: null,
};

/** A ledger with an alert, a silence, its line and lines of a run that wait. */
function ledgerOf(sector: string): Ledger {
  const entry = { bulletin: null, events: [], publication: null, decidedAt: AT, claimedUntil: AT };
  return {
    ...emptyLedger(sector),
    version: 2,
    decisions: 1,
    lastAssessment: { id: "a", asOf: "2026-07-31" },
    alerts: [alertOf()],
    silences: [earlier],
    outbox: [
      { ...entry, version: 1, records: [raised] },
      { ...entry, version: 2, records: [line] },
    ],
  };
}

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
const sent: { name: string; input: Record<string, unknown> }[] = [];
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (command) => {
        sent.push({ name: commandName, input: command.input as Record<string, unknown> });
        return next(command);
      },
    { step: "initialize" },
  );
});
afterAll(() => dynamo.close());

const ledgers = () => createLedgerStore(dynamo.client, "ledgers");
const silencePorts = () => ({ ledgers: createSilenceStore(dynamo.client, "ledgers"), now: () => NOW });
const asked = { until: "2026-08-15", by: "Bea", reason: "known" };

async function itemOf(sector: string): Promise<Item> {
  const input = { TableName: "ledgers", Key: { sector: { S: sector } }, ConsistentRead: true };
  return (await dynamo.client.send(new GetItemCommand(input))).Item ?? {};
}

async function putItem(item: Item): Promise<void> {
  await dynamo.client.send(new PutItemCommand({ TableName: "ledgers", Item: item }));
}

/** The item of a ledger as it was stored before silences stood apart. */
function oldItem(ledger: Ledger): Item {
  return {
    sector: { S: ledger.sector },
    version: { N: String(ledger.version) },
    writeId: { S: "old" },
    body: { B: gzipSync(JSON.stringify(ledger)) },
  };
}

describe("a silence in DynamoDB", () => {
  it("is one update that names no attribute beyond those of silences, and leaves all else byte for byte", async () => {
    await ledgers().save({ ...ledgerOf("ai"), version: 0, outbox: [] }, 0);
    const { body } = await itemOf("ai");
    sent.length = 0;
    const { silenced } = await changeSilences({ sector: "ai", ...asked }, silencePorts());
    await changeSilences({ sector: "ai", lift: silenced?.id ?? "" }, silencePorts());
    const writes = sent.filter(({ name }) => name !== "GetItemCommand");
    expect(writes.map(({ name }) => name)).toEqual(["UpdateItemCommand", "UpdateItemCommand"]);
    for (const { input } of writes) {
      const { Key, ExpressionAttributeNames, UpdateExpression, ConditionExpression, ReturnValues } = input;
      const named = [...Object.keys(Key as object), ...Object.values(ExpressionAttributeNames as object)];
      expect(Object.values(silenceAttributes)).toEqual(expect.arrayContaining(named));
      expect(ReturnValues).toBeUndefined();
      // Every attribute in an expression is named by a `#`.
      const words = `${UpdateExpression} ${ConditionExpression}`.match(/[#:]?\w+/g) ?? [];
      expect(
        words.filter((word) => !/^[#:]/.test(word) && !/^(SET|attribute_not_exists)$/.test(word)),
      ).toEqual([]);
    }
    expect((await itemOf("ai")).body).toEqual(body);
  });

  it("of a sector that was never assessed stands alone, and the first run finds it", async () => {
    const { silenced } = await changeSilences({ sector: "new", ...asked }, silencePorts());
    const ledger = await ledgers().load("new");
    expect(ledger).toMatchObject({ version: 1, lastAssessment: null, silences: [silenced] });
    expect(await ledgers().save(ledger, 1)).toMatchObject({ version: 2, silences: [silenced] });
    expect(await ledgers().load("new")).toEqual({ ...ledger, version: 2 });
  });
});

describe("a ledger whose silences were stored among all else", () => {
  it("is read as it was, and its silences move with the next write of a run", async () => {
    const old = ledgerOf("old-run");
    await putItem(oldItem(old));
    expect(await ledgers().load("old-run")).toEqual(old);
    await ledgers().save(old, 2);
    expect(await ledgers().load("old-run")).toEqual({ ...old, version: 3 });
    expect((await itemOf("old-run")).silences).toBeDefined();
  });

  it("keeps its silences, and the lines that wait, when one is added first", async () => {
    const old = ledgerOf("old-silence");
    await putItem(oldItem(old));
    const { silenced, silences } = await changeSilences({ sector: "old-silence", ...asked }, silencePorts());
    expect(silences).toEqual([earlier, silenced]);
    const { outbox, ...rest } = await ledgers().load("old-silence");
    expect(rest).toMatchObject({ version: 3, alerts: old.alerts, silences });
    expect(outbox.map(({ version, records }) => [version, records[0]?.event, records[0]?.by])).toEqual([
      [1, "raised", null],
      [2, "silenced", "Ana"],
      [3, "silenced", "Bea"],
    ]);
  });
});

describe("silences that no function of ours has written", () => {
  const waiting = { version: 2, records: [line], decidedAt: AT, claimedUntil: AT };
  it.each<[string, unknown, RegExp]>([
    [
      "that hold a bulletin",
      { silences: [], waiting: [{ ...waiting, bulletin: { id: "b" } }] },
      /its silences: .*bulletin/,
    ],
    [
      "with a line about an alert",
      { silences: [], waiting: [{ ...waiting, records: [raised] }] },
      /its silences: .*event/,
    ],
    [
      "with a line in the place of a run's",
      { silences: [], waiting: [{ ...waiting, version: 1 }] },
      /a version that is not theirs/,
    ],
    [
      "with a line in the place of one to come",
      { silences: [], waiting: [{ ...waiting, version: 9 }] },
      /a version that is not theirs/,
    ],
    ["that are no silences", { silences: ["all"] }, /its silences: /],
  ])("%s are refused in one sentence, and nothing is sent", async (name, part, problem) => {
    const sector = name.replaceAll(/\W+/g, "-");
    const { outbox, ...rest } = ledgerOf(sector);
    const item = oldItem({ ...rest, outbox: outbox.slice(0, 1), silences: [] });
    await putItem({ ...item, silences: { B: gzipSync(JSON.stringify(part)) } });
    const failure = await ledgers()
      .load(sector)
      .then(String, (error: Error) => error.message);
    expect(failure).toMatch(/^the stored ledger of .* cannot be read: /);
    expect(failure).toMatch(problem);
  });

  it("that cannot be read can be removed, and the ledger goes on without them", async () => {
    const old = ledgerOf("removed");
    await ledgers().save({ ...old, version: 0, outbox: [] }, 0);
    await changeSilences({ sector: "removed", ...asked }, silencePorts());
    const { silences: _, ...item } = await itemOf("removed");
    await putItem({ ...item, silences: { B: new Uint8Array([1]) } });
    await expect(ledgers().load("removed")).rejects.toThrow(
      "without its attribute `silences` it can be read",
    );
    await putItem(item);
    const ledger = await ledgers().load("removed");
    expect(ledger).toEqual({ ...old, version: 2, outbox: [], silences: [] });
    expect(await ledgers().save(ledger, 2)).toMatchObject({ version: 3 });
  });

  it("under a version before the ledger's are refused: each would be taken for one that was", async () => {
    const old = ledgerOf("rolled-back");
    await ledgers().save({ ...old, version: 0, outbox: [] }, 0);
    await putItem({ ...(await itemOf("rolled-back")), version: { N: "0" } });
    await expect(ledgers().load("rolled-back")).rejects.toThrow(
      "its version is before that of the ledger in it",
    );
  });
});
