import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerItem } from "../../../functions/aws/dynamo/ledger-item.ts";
import { publishInput } from "../../../functions/aws/sns/publish-input.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { messageOf } from "../../../shared/bulletin/message.ts";
import { MOST_CHANGES } from "../../../shared/bus/compose-events.ts";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { alertOf, ruleOf } from "../../support/builders.ts";
import { dynamoStores } from "../../support/crash-worlds.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { seeded } from "../../support/interleaving.ts";
import { memoryPorts } from "../../support/memory.ts";
import { busEventOf } from "../../support/outbox.ts";
import { chinaPolicy, positionOf } from "../../support/samples.ts";

const ITEMS = 1000;
const MOST_SNS_BYTES = 256 * 1024;

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
const puts: string[] = [];
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (sent) => {
        const { TableName } = sent.input as { TableName?: string };
        if (commandName === "PutItemCommand") puts.push(`${TableName}`);
        return next(sent);
      },
    { step: "initialize" },
  );
});
afterAll(() => dynamo.close());

describe("a sector of a thousand alerts", () => {
  it("is raised, told in one bulletin that SNS takes, and resolved", async () => {
    const { ports, run, stored } = sector("large");
    await run(items(ITEMS, "CN"));
    const [bulletin] = stored.published;
    if (bulletin === undefined) throw new Error("no bulletin");
    expect(bulletin.events.length + bulletin.moreEvents).toBe(ITEMS);
    const { Subject = "", Message = "" } = publishInput(messageOf(bulletin), "topic");
    expect(Buffer.byteLength(Subject + Message)).toBeLessThan(MOST_SNS_BYTES / 2);
    const raised = await ports.ledgers.load("large");
    expect(raised.alerts).toHaveLength(ITEMS);
    expect(raised.outbox).toEqual([]);
    await run(items(ITEMS, "JP"));
    expect(stored.published).toHaveLength(2);
    expect((await ports.ledgers.load("large")).alerts).toEqual([]);
    const events = (await ports.history.read("large")).rows.map(({ event }) => event);
    expect(events).toEqual([...Array(ITEMS).fill("raised"), ...Array(ITEMS).fill("resolved")]);
  });
});

describe("a ledger that DynamoDB would not take", () => {
  it("is not sent: the run fails with what to do, and what is stored stays as it was", async () => {
    const { ports, run, stored } = sector("huge");
    await run(items(2, "CN"));
    const before = await ports.ledgers.load("huge");
    puts.length = 0;
    // Names that cannot be compressed make few alerts as large as very many.
    await expect(run(items(ITEMS, "CN", 400))).rejects.toThrow(
      /^huge: writing its ledger: a ledger of 1000 alerts has \d{6} bytes, and DynamoDB takes 408576; have fewer alerts: [^.]+$/,
    );
    expect(puts).not.toContain("ledgers");
    expect(await ports.ledgers.load("huge")).toEqual(before);
    expect(stored.published).toHaveLength(1);
    await run(items(2, "JP"));
    expect(stored.published.map(({ level }) => level)).toEqual(["warning", "none"]);
  });

  it("because something waits in it is told apart from one of too many alerts", () => {
    const waiting = (count: number) => Array.from({ length: count }, (_, at) => entryOf(at + 1));
    const put = (outbox: Ledger["outbox"], version: number) => () =>
      ledgerItem({ ...emptyLedger("ai"), version, outbox }, "id");
    expect(put(waiting(1), 1)).toThrow("have fewer alerts");
    expect(put(waiting(2), 2)).toThrow("what earlier runs could not publish or record waits in it (1)");
    expect(put(waiting(3), 3)).toThrow("waits in it (2): see why they failed");
  });

  it("has more than 8,000 alerts that are raised at once, with names that have nothing in common", () => {
    const random = seeded(1);
    const alerts = Array.from({ length: 8000 }, () => {
      const share = 0.25 + random() * 0.4;
      return alertOf({ group: name(8, random), observed: { lower: share, upper: share } });
    });
    const records = alerts.map(({ rule, group, level, limit, observed }) => {
      const moment = { asOf: "2026-07-31", at: "2026-08-01T06:00:00.000Z", event: "raised" as const };
      const told = { reason: "crossed a limit", published: true, silence: null, by: null };
      return { ...moment, ...told, rule, group, level, limit, observed };
    });
    const entry = {
      version: 1,
      bulletin: null,
      events: alerts.slice(0, MOST_CHANGES).map(({ group, observed }) => {
        const { type, detail } = busEventOf(`b-${group}`);
        return { type, detail: { ...detail, id: `b-1/china-origin/${group}/raised`, group, observed } };
      }),
      records,
      publication: null,
      decidedAt: "2026-07-31T06:00:00.000Z",
      claimedUntil: "2026-08-01T06:01:00.000Z",
    };
    const ledger = { ...emptyLedger("ai"), version: 1, alerts, outbox: [entry] };
    expect(() => ledgerItem(ledger, "id")).not.toThrow();
  });
});

/** A sector with one alert per item, on stores in DynamoDB. */
function sector(name: string) {
  const memory = memoryPorts();
  const ports = { ...memory, ...dynamoStores(dynamo.client) };
  const policy = chinaPolicy(name, { rules: [ruleOf({ by: "item" })] });
  const deployment = { policies: new Map([[name, policy]]), version: "1.2.3", place: null };
  const run = (positions: Position[]) => {
    memory.stored.positions = positions.map((position) => ({ ...position, sector: name }));
    return recompute({ asOf: "2026-07-31" }, ports, deployment);
  };
  return { ports, run, stored: memory.stored };
}

/** Items of which just over half is made in one country; the same number, the same items. */
function items(count: number, country: string, length = 8): Position[] {
  const random = seeded(count);
  return Array.from({ length: count }, (_, at) => name(length, random) + at).flatMap((item, at) => [
    positionOf({ positionId: `a${at}`, item, originCountry: country, exposure: 5_000 + at }),
    positionOf({ positionId: `b${at}`, item, originCountry: "JP", exposure: 4_000 }),
  ]);
}

function entryOf(version: number): Ledger["outbox"][number] {
  const bulletin = {
    schemaVersion: 1 as const,
    id: `b-${version}`,
    sector: "ai",
    asOf: "2026-07-31",
    assessment: "a",
    level: "warning" as const,
    worst: "warning" as const,
    events: [],
    moreEvents: 0,
    subject: "subject",
    text: name(800_000, seeded(version)),
  };
  return {
    version,
    bulletin,
    events: [],
    records: [],
    publication: null,
    decidedAt: "2026-07-31T06:00:00.000Z",
    claimedUntil: "2026-08-01T06:01:00.000Z",
  };
}

/** Letters in an order that compresses to five bits each at best. */
function name(length: number, random: () => number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("");
}
