import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { compress, decompress } from "../../../functions/aws/dynamo/compressed.ts";
import { readLedger } from "../../../functions/aws/dynamo/ledger-item.ts";
import { createSilenceStore } from "../../../functions/aws/dynamo/silence-store.ts";
import { loadOrRescue } from "../../../functions/outbox/rescue.ts";
import type { EventBus } from "../../../functions/ports/bus.ts";
import { UnreadableLedger } from "../../../functions/runtime/unreadable-error.ts";
import { promisedEntrySchema, type SendableEvent } from "../../../shared/bulletin/deliverable.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import { messageBytes, SNS_BYTES, topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { ledgerForm } from "../../../shared/recompute/ledger.ts";
import { type DamagedWorld, damagedWorld, type Snapshot } from "../../support/damaged-world.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

// A version is rolled back: the ledger that the newer one has left behind has fields, events and levels that this one does
// not know. What waits in it is published as the newer one wrote it; all else stays as it is, for the newer one to go on.

const sector = "ai";
let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let client: DynamoDBClient;
let world: DamagedWorld;
let pending: Snapshot;
let sent: Message[];
let onBus: SendableEvent[];
let ports: DamagedWorld["ports"];
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  client = dynamo.client;
  world = damagedWorld(client);
  await world.prepare(sector);
  pending = await world.snapshot();
});
beforeEach(async () => {
  await world.restore(pending);
  sent = [];
  onBus = [];
  const publish = async (message: Message) => {
    sent.push(message);
  };
  const put: EventBus["put"] = async (events) => {
    onBus.push(...events);
    return { taken: new Set(events.map(({ detail }) => detail.id)), failure: null };
  };
  ports = { ...world.ports, publisher: { publish }, bus: { put } };
});
afterAll(() => dynamo.close());

type Body = { outbox: Record<string, unknown>[]; alerts: unknown[] } & Record<string, unknown>;

async function ledgerItem(): Promise<Item> {
  const item = (await world.items("ledgers")).find((one) => one.sector?.S === sector);
  if (item === undefined) throw new Error("there is no ledger");
  return item;
}

function bodyOf(item: Item): Body {
  const unpacked = decompress(item.body?.B ?? new Uint8Array());
  if (unpacked.problem !== null) throw new Error(unpacked.problem);
  return unpacked.value as Body;
}

/** What only a version to come writes, at every place where it may write something. */
function asNewer(body: Body): Body {
  const [entry] = body.outbox;
  const bulletin = entry?.bulletin as { events: object[] } & Record<string, unknown>;
  const newer = {
    ...entry,
    channelToCome: { detail: "one alert change" },
    events: [
      { type: "Chokepoint Something New", detail: { id: "e-1", schemaVersion: 2, news: ["x"] }, at: 1 },
    ],
    records: [{ asOf: "2026-07-21", happening: "acknowledged", who: "Ana" }],
    bulletin: {
      ...bulletin,
      schemaVersion: 2,
      level: "severe",
      worst: "severe",
      acknowledged: [],
      events: bulletin.events.map((event) => ({ ...event, event: "acknowledged", limit: { warning: 0.25 } })),
    },
  };
  return { ...body, alerts: [{ anything: 1 }], acknowledgements: ["Ana"], outbox: [newer] };
}

function bulletinIn({ outbox }: Body): Record<string, unknown> & { id: string; subject: string } {
  return outbox[0]?.bulletin as ReturnType<typeof bulletinIn>;
}

async function writeNewer(change: (body: Body) => Body = asNewer): Promise<Body> {
  const item = await ledgerItem();
  const body = change(bodyOf(item));
  const beside = { newAttribute: { S: "of the newer version" }, schemaVersion: { N: "99" } };
  await world.put("ledgers", { ...item, ...beside, body: { B: compress(body) } });
  return body;
}

describe("a ledger that a newer version has left behind, with a bulletin pending", () => {
  it("has it published as it was written, once, and keeps everything else", async () => {
    const before = await writeNewer();
    const [told] = before.outbox;
    const bulletin = bulletinIn(before);

    const first = await world.run(22, [sector], ports);
    const second = await world.run(23, [sector], ports);

    expect(sent.map(({ document }) => document)).toEqual([bulletin]);
    expect(onBus).toEqual(told?.events);
    expect(sent).toMatchObject([{ id: bulletin.id, subject: bulletin.subject, events: ["acknowledged"] }]);
    expect(sent.map(topicMessage)).toMatchObject([{ attributes: { level: { value: "severe" } } }]);
    expect(first.failure).toContain(`published what waited in it: ${bulletin.id}`);
    for (const { failure } of [first, second]) {
      expect(failure).toMatch(
        /the stored ledger of ai cannot be read: a newer Chokepoint wrote it, in schema version 99; this one reads up to \d+ .*deploy that version again, or restore the item as it was before it/,
      );
    }
    expect(second.failure).not.toContain("published");
    const item = await ledgerItem();
    const after = bodyOf(item);
    expect(item).toMatchObject({ newAttribute: { S: "of the newer version" }, schemaVersion: { N: "99" } });
    expect(after.outbox).toEqual([
      { ...told, bulletin: null, events: [], publication: null, claimedUntil: expect.any(String) },
    ]);
    const rest = ({ alerts, acknowledgements, decisions, lastAssessment }: Body) => [
      alerts,
      acknowledgements,
      decisions,
      lastAssessment,
    ];
    expect(rest(after)).toEqual(rest(before));
  });

  it("has it recorded that it was published, by the next run where its history cannot be written", async () => {
    const id = bulletinIn(await writeNewer()).id;
    const append = () => Promise.reject(new Error("DynamoDB is down"));
    const history = { ...ports.history, append };
    const { failure } = await world.run(22, [sector], { ...ports, history });
    expect(failure).toContain("writing its history: DynamoDB is down");
    const [left] = bodyOf(await ledgerItem()).outbox;
    expect(left).toMatchObject({ bulletin: null, publication: { bulletin: id }, channelToCome: {} });

    await world.run(23, [sector], ports);
    await world.run(24, [sector], ports);
    const { publications } = await ports.history.read(sector);
    expect(publications?.map(({ bulletin }) => bulletin).filter((one) => one === id)).toEqual([id]);
    expect(bodyOf(await ledgerItem()).outbox).toMatchObject([{ publication: null, channelToCome: {} }]);
    expect(sent).toHaveLength(1);
  });

  it("has it published although its events are refused, and the next run puts only these", async () => {
    const before = await writeNewer();
    const put: EventBus["put"] = async () => ({
      taken: new Set(),
      failure: new Error("EventBridge is down"),
    });
    const { failure } = await world.run(22, [sector], { ...ports, bus: { put } });
    expect(failure).toContain("1 event could not be put on the bus (e-1): EventBridge is down");
    expect(sent).toHaveLength(1);
    const [told] = before.outbox;
    const left = { ...told, bulletin: null, claimedUntil: expect.any(String) };
    expect(bodyOf(await ledgerItem()).outbox).toEqual([left]);
    await world.run(23, [sector], ports);
    expect(sent).toHaveLength(1);
    expect(onBus).toEqual(told?.events);
    expect(bodyOf(await ledgerItem()).outbox).toEqual([{ ...left, events: [] }]);
  });

  it("is published again under the same id where the run dies before it is struck", async () => {
    const { id } = bulletinIn(await writeNewer());
    const dies = {
      ...ports,
      ledgers: {
        ...ports.ledgers,
        load: async (of: string) => {
          const error = await ports.ledgers.load(of).catch((caught: UnreadableLedger) => caught);
          if (!(error instanceof UnreadableLedger) || error.rescue === null) throw error;
          const { ledger, ledgers } = error.rescue;
          let saves = 0;
          const save: typeof ledgers.save = async (next, expected) => {
            saves += 1;
            if (saves > 1) throw new Error("killed");
            return await ledgers.save(next, expected);
          };
          const rescue = { ledger, ledgers: { ...ledgers, save } };
          throw new UnreadableLedger(of, { key: "k", problem: "p" }, "on", rescue);
        },
      },
    };
    expect((await world.run(22, [sector], dies)).failure).toContain("killed");
    expect(sent.map((message) => message.id)).toEqual([id]);
    await world.run(23, [sector], ports);
    expect(sent.map((message) => message.id)).toEqual([id, id]);
    await world.run(24, [sector], ports);
    expect(sent).toHaveLength(2);
    expect(bodyOf(await ledgerItem()).outbox).toMatchObject([{ bulletin: null }]);
  });

  it("is shortened where it is too large for SNS", async () => {
    await writeNewer((body) => {
      const newer = asNewer(body);
      const bulletin = { ...bulletinIn(newer), text: "x".repeat(400_000) };
      return { ...newer, outbox: [{ ...newer.outbox[0], bulletin }] };
    });
    await world.run(22, [sector], ports);
    expect(sent).toHaveLength(1);
    expect(sent.map(topicMessage).map(messageBytes)[0]).toBeLessThan(SNS_BYTES);
  });

  it("is published in no part of it where what is promised is not there, and nothing of it is lost", async () => {
    const before = await writeNewer((body) => {
      const newer = asNewer(body);
      const bulletin = { ...bulletinIn(newer), subject: undefined };
      return { ...newer, outbox: [{ ...newer.outbox[0], bulletin }] };
    });
    const { failure } = await world.run(22, [sector], ports);
    expect(failure).toContain("a newer Chokepoint wrote it");
    expect(sent).toEqual([]);
    expect(bodyOf(await ledgerItem())).toEqual(JSON.parse(JSON.stringify(before)));
  });

  it("cannot be silenced by this version", async () => {
    await writeNewer();
    const before = await ledgerItem();
    const silences = createSilenceStore(client, "ledgers");
    await expect(silences.load(sector)).rejects.toThrow("a newer Chokepoint wrote it");
    expect(await ledgerItem()).toEqual(before);
  });

  it("is told of by whoever looks for left bulletins, as the watchdog does", async () => {
    await writeNewer();
    const delivered: string[] = [];
    const found = loadOrRescue(sector, ports, (ids) => delivered.push(...ids));
    await expect(found).rejects.toThrow("a newer Chokepoint wrote it");
    expect(delivered).toHaveLength(1);
  });

  it("is whole again for the version that wrote it: only the bulletin is struck", async () => {
    // Of the same form, so that this version can stand for the newer one.
    const own = bodyOf(await ledgerItem());
    await writeNewer((body) => body);
    await world.run(22, [sector], ports);
    const item = await ledgerItem();
    const { schemaVersion: _newer, newAttribute: _added, ...rest } = item;
    const read = readLedger({ ...rest, schemaVersion: { N: String(ledgerForm.version) } });
    expect(read.problem).toBeNull();
    expect(read.problem === null && read.value.alerts).toEqual(own.alerts);
    expect(read.problem === null && read.value.outbox).toEqual([]);
  });
});

/** An entry as the version wrote it that first promised its form. Whoever changes this breaks every version since. */
const PROMISED = {
  version: 3,
  bulletin: {
    id: "ai-2026-07-21-3d822e067de9-3",
    sector: "ai",
    level: "critical",
    worst: "critical",
    events: [{ event: "worsened", rule: "china" }],
    moreEvents: 1,
    unlisted: { events: ["raised"], rules: ["korea"] },
    subject: "[CRITICAL] AI: 70% of supply made in China (limit 65%)",
    text: "CRITICAL",
  },
  records: [],
  decidedAt: "2026-07-21T06:00:00.000Z",
  claimedUntil: "2026-07-21T06:01:00.000Z",
};

/** An event for the bus, as the version wrote it that first promised its form. */
const PROMISED_EVENT = { type: "Chokepoint Alert Raised", detail: { id: "b-3/china/raised" } };

describe("what is promised of an entry of the outbox", () => {
  it("may have events for the bus", () => {
    const withEvents = { ...PROMISED, events: [PROMISED_EVENT] };
    expect(promisedEntrySchema.parse(withEvents)).toEqual({ ...withEvents, publication: null });
  });

  it("may have a publication that is not yet recorded, with whatever a later version adds", () => {
    const publication = { schemaVersion: 1, bulletin: "b-3", at: "2026-07-21T06:00:01.000Z", more: 1 };
    const published = { ...PROMISED, bulletin: null, events: [], publication };
    expect(promisedEntrySchema.parse(published)).toEqual(published);
  });

  it("is read as it was first written", () => {
    expect(promisedEntrySchema.parse(PROMISED)).toEqual({ ...PROMISED, events: [], publication: null });
  });

  it("is of the same types in every one that is written", async () => {
    const [entry] = bodyOf(await ledgerItem()).outbox;
    expect(promisedEntrySchema.safeParse(entry).error).toBeUndefined();
  });

  it("stands in every one that is written", async () => {
    const [entry] = bodyOf(await ledgerItem()).outbox;
    expect(Object.keys(entry ?? {})).toEqual(
      expect.arrayContaining(["version", "bulletin", "records", "decidedAt", "claimedUntil"]),
    );
    expect(Object.keys((entry?.bulletin as object) ?? {})).toEqual(
      expect.arrayContaining(["id", "sector", "level", "worst", "events", "moreEvents", "subject", "text"]),
    );
  });
});
