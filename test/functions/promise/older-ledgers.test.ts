import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { compress } from "../../../functions/aws/dynamo/compressed.ts";
import { readLedger } from "../../../functions/aws/dynamo/ledger-item.ts";
import { createLedgerStore } from "../../../functions/aws/dynamo/ledger-store.ts";
import { createSilenceStore } from "../../../functions/aws/dynamo/silence-store.ts";
import { emptyLedger, type Ledger, ledgerForm } from "../../../shared/recompute/ledger.ts";
import { alertOf } from "../../support/builders.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { ledgerOf } from "../../support/outbox.ts";

// Ledgers as versions 1 and 2 of their form were stored: with other names for some fields.

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let client: DynamoDBClient;
let count = 0;
let sector: string;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  client = dynamo.client;
});
beforeEach(() => {
  count += 1;
  sector = `sector-${count}`;
});
afterAll(() => dynamo.close());

const known = { level: "warning", asOf: "2026-07-24", limits: { warning: 0.25, critical: 0.65 } } as const;

/** What a ledger is read as. */
function ledger(): Ledger {
  const alert = alertOf({
    lastNotified: known,
    wasSilenced: true,
    pendingRuns: 0,
    recentLevels: ["warning"],
  });
  return {
    ...emptyLedger(sector),
    version: 4,
    decisions: 3,
    noDataSince: "2026-07-21",
    noDataNotified: true,
    staleSince: "2026-07-01",
    staleNotified: true,
    alerts: [alert],
  };
}

/** The same as it was stored before its fields were renamed. */
function olderBody(): object {
  const { noDataNotified, staleNotified, alerts, ...rest } = ledger();
  const olderAlerts = alerts.map(({ lastNotified, wasSilenced, pendingRuns, recentLevels, ...alert }) => ({
    ...alert,
    told: lastNotified,
    hidden: wasSilenced,
    crossings: pendingRuns,
    recent: recentLevels,
  }));
  return { ...rest, noDataTold: noDataNotified, staleTold: staleNotified, alerts: olderAlerts };
}

function itemOf(body: object, more: Item): Item {
  return { sector: { S: sector }, version: { N: "4" }, body: { B: compress(body) }, ...more };
}

const inTwoParts = (): Item => ({
  schemaVersion: { N: "2" },
  silences: { B: compress({ silences: [], waiting: [] }) },
});

describe("a ledger that was stored before its fields were renamed", () => {
  const stored = () =>
    client.send(new PutItemCommand({ TableName: "ledgers", Item: itemOf(olderBody(), inTwoParts()) }));

  it.each<[string, () => Item]>([
    ["in one piece, without a version", () => ({})],
    ["in one piece, in version 1", () => ({ schemaVersion: { N: "1" } })],
    ["in two parts, in version 2", inTwoParts],
  ])("is read with all that it held: %s", (_how, more) => {
    expect(readLedger(itemOf(olderBody(), more()))).toEqual({ value: ledger(), problem: null });
  });

  it("is read where its silences were removed by hand", () => {
    const withoutSilences = itemOf(olderBody(), { schemaVersion: { N: "2" }, version: { N: "6" } });
    expect(readLedger(withoutSilences)).toMatchObject({ value: { version: 6, silences: [] } });
  });

  it("is written in the form of today", async () => {
    await stored();
    const ledgers = createLedgerStore(client, "ledgers");
    const found = await ledgers.load(sector);
    expect(await ledgers.save(found, found.version)).toMatchObject({ version: 5 });
    expect(await ledgers.load(sector)).toEqual({ ...ledger(), version: 5 });
  });

  it("may be silenced first: the rest of it keeps its older names, and is read all the same", async () => {
    await stored();
    const silences = createSilenceStore(client, "ledgers");
    const found = await silences.load(sector);
    const silence = {
      id: "s5",
      rule: null,
      group: null,
      until: "2026-08-01",
      by: "Ana",
      reason: "known",
      since: "2026-07-25T06:00:00.000Z",
    };
    await silences.saveSilences({ ...found, silences: [silence], version: 5 }, 4);
    expect(await silences.load(sector)).toEqual({ ...ledger(), version: 5, silences: [silence] });
  });

  it("may be acknowledged first, and is then of the form of today", async () => {
    await stored();
    const silences = createSilenceStore(client, "ledgers");
    const found = await silences.load(sector);
    const acknowledgement = {
      id: "a5",
      rule: "china-origin",
      group: null,
      level: "warning" as const,
      until: null,
      by: "Ana",
      reason: "known",
      since: "2026-07-25T06:00:00.000Z",
    };
    const asked = { ...found, acknowledgements: [acknowledgement], version: 5 };
    await silences.saveSilences(asked, 4);
    expect(await silences.load(sector)).toEqual({
      ...ledger(),
      version: 5,
      acknowledgements: [acknowledgement],
    });
    const { Item } = await client.send(
      new GetItemCommand({ TableName: "ledgers", Key: { sector: { S: sector } } }),
    );
    expect(Item?.schemaVersion).toEqual({ N: String(ledgerForm.version) });
  });

  it("is damaged where a field stands there under both names", () => {
    const both = { ...olderBody(), noDataNotified: false };
    expect(readLedger(itemOf(both, inTwoParts()))).toMatchObject({
      problem: expect.stringContaining("noDataTold"),
    });
  });
});

describe("a ledger that was stored before there was a bus", () => {
  it("is read with what waits in it, and nothing of that waits for the bus", () => {
    const { events: _, publication: __, ...older } = ledgerOf(4, {}).outbox[0] ?? fail();
    const body = { ...ledger(), outbox: [{ ...older, version: 3 }] };
    const item = itemOf(body, {
      schemaVersion: { N: "5" },
      silences: { B: compress({ silences: [], acknowledgements: [], waiting: [] }) },
    });
    expect(readLedger(item)).toEqual({
      value: { ...ledger(), outbox: [{ ...older, version: 3, events: [], publication: null }] },
      problem: null,
    });
  });
});

function fail(): never {
  throw new Error("the ledger has no entry");
}

it("the form of today is the eleventh", () => {
  expect(ledgerForm.version).toBe(11);
});
