import { describe, expect, it } from "vitest";
import { deliver, deliverAbandoned } from "../../../functions/outbox/deliver.ts";
import { Undelivered } from "../../../functions/outbox/undelivered.ts";
import { bulletinSchema } from "../../../shared/bulletin/bulletin.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { bulletinOf, busEventOf, LINE, ledgerOf, NOON } from "../../support/outbox.ts";

type Message = Parameters<MemoryPorts["publisher"]["publish"]>[0];
const idOf = ({ document }: Message) => bulletinSchema.parse(document).id;

/** Ports at noon with a ledger in them, and a list of what is written and sent through them. */
function portsWith(ledger: Ledger) {
  const ports = memoryPorts();
  ports.clock.now = NOON;
  ports.stored.ledgers.set("ai", ledger);
  const done: string[] = [];
  const heard: MemoryPorts = {
    ...ports,
    ledgers: {
      ...ports.ledgers,
      save: (next, version) => {
        done.push(`ledger on ${version}`);
        return ports.ledgers.save(next, version);
      },
    },
    history: {
      ...ports.history,
      append: (sector, version, ...lines) => {
        done.push(`history of ${version}`);
        return ports.history.append(sector, version, ...lines);
      },
    },
    bus: {
      put: (events, at) => {
        done.push(`on the bus: ${events.map(({ detail }) => detail.id).join()} of ${at.toISOString()}`);
        return ports.bus.put(events, at);
      },
    },
    publisher: {
      publish: (message) => {
        done.push(`${message.text.startsWith("SENT LATE") ? "late" : "in time"}: ${idOf(message)}`);
        return ports.publisher.publish(message);
      },
    },
  };
  return { ports: heard, done };
}

const snsIsDown: MemoryPorts["publisher"] = { publish: () => Promise.reject(new Error("SNS is down")) };
const noHistory = (ports: MemoryPorts): MemoryPorts["history"] => ({
  ...ports.history,
  append: () => Promise.reject(new Error("DynamoDB is down")),
});

const busIsDown: MemoryPorts["bus"] = {
  put: async () => ({ taken: new Set(), failure: new Error("EventBridge is down") }),
};
const events = [busEventOf("b-1", "raised"), busEventOf("b-1", "rule-changed")];

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return await work.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: Error) => error,
  );
}

describe("handing out what came with a version of a ledger", () => {
  it("publishes in time, writes the history, and strikes both in one write", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith(ledger);
    expect(await deliver(ledger, 1, ports)).toMatchObject({ version: 2, outbox: [] });
    expect(done).toEqual(["in time: b-1", "history of 1", "ledger on 1"]);
  });

  it.each([
    ["a version that nothing came with", ledgerOf(3, {}), 2, []],
    ["no bulletin", ledgerOf(1, { bulletin: null }), 1, ["history of 1", "ledger on 1"]],
    [
      "no lines for the history, but that it was published",
      ledgerOf(1, { records: [] }),
      1,
      ["in time: b-1", "history of 1", "ledger on 1"],
    ],
  ])("does only what there is to do: %s", async (_what, ledger, version, expected) => {
    const { ports, done } = portsWith(ledger);
    await deliver(ledger, version, ports);
    expect(done).toEqual(expected);
  });

  it("records when a bulletin was published, also one whose lines were recorded before", async () => {
    const ledger = ledgerOf(1, {});
    const { ports } = portsWith(ledger);
    await failureOf(deliver(ledger, 1, { ...ports, publisher: snsIsDown }));
    expect(ports.stored.publications.size).toBe(0);
    const left = ports.stored.ledgers.get("ai");
    if (left === undefined) throw new Error("the ledger is gone");
    await deliver(left, 1, ports);
    const at = ports.now().toISOString();
    expect(ports.stored.publications.get("ai")).toEqual([{ schemaVersion: 1, bulletin: "b-1", at }]);
    expect((await ports.history.read("ai")).rows).toEqual([LINE]);
  });

  it("that cannot be published: writes the history, and leaves the bulletin alone in the ledger", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith(ledger);
    const failure = await failureOf(deliver(ledger, 1, { ...ports, publisher: snsIsDown }));
    expect(failure.message).toBe("bulletin b-1 is written but could not be published: SNS is down");
    expect(failure.cause).toEqual(new Error("SNS is down"));
    expect(done).toEqual(["history of 1", "ledger on 1"]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toMatchObject([{ bulletin: { id: "b-1" }, records: [] }]);
  });

  it("whose history cannot be written: leaves its lines in the ledger, and the instant at which it was published", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith(ledger);
    const failure = await failureOf(deliver(ledger, 1, { ...ports, history: noHistory(ports) }));
    expect(failure.message).toBe("writing its history: DynamoDB is down");
    expect(done).toEqual(["in time: b-1", "ledger on 1"]);
    const publication = { schemaVersion: 1, bulletin: "b-1", at: NOON.toISOString() };
    const left = ports.stored.ledgers.get("ai");
    expect(left?.outbox).toMatchObject([{ bulletin: null, records: [LINE], publication }]);
    if (left === undefined) throw new Error("the ledger is gone");
    await ports.wait(60_000);
    expect(await deliverAbandoned(left, ports)).toMatchObject({ delivered: [], failures: [] });
    expect(ports.stored.ledgers.get("ai")?.outbox).toEqual([]);
    expect(ports.stored.publications.get("ai")).toEqual([publication]);
    expect(ports.stored.published).toHaveLength(1);
  });

  it("whose lines are in the history, and which cannot be recorded as published: leaves only that", async () => {
    const ledger = ledgerOf(1, { records: [] });
    const { ports } = portsWith(ledger);
    await failureOf(deliver(ledger, 1, { ...ports, history: noHistory(ports) }));
    const left = ports.stored.ledgers.get("ai");
    expect(left?.outbox).toMatchObject([{ bulletin: null, records: [], publication: { bulletin: "b-1" } }]);
  });

  it("puts its events on the bus after it has published, as of when they were decided", async () => {
    const ledger = ledgerOf(1, { events });
    const { ports, done } = portsWith(ledger);
    expect(await deliver(ledger, 1, ports)).toMatchObject({ outbox: [] });
    expect(done).toEqual([
      "in time: b-1",
      "on the bus: b-1/china-origin/raised,b-1/china-origin/rule-changed of 2026-08-01T12:00:00.000Z",
      "history of 1",
      "ledger on 1",
    ]);
    expect(ports.stored.onBus).toEqual(events);
  });

  it("whose bus is down: publishes and writes the history, and leaves the events alone in the ledger", async () => {
    const ledger = ledgerOf(1, { events });
    const { ports, done } = portsWith(ledger);
    const failure = await failureOf(deliver(ledger, 1, { ...ports, bus: busIsDown }));
    expect(failure.message).toBe(
      "2 events could not be put on the bus (b-1/china-origin/raised, …): EventBridge is down",
    );
    expect(done).toEqual(["in time: b-1", "history of 1", "ledger on 1"]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toEqual([
      { ...ledger.outbox[0], bulletin: null, records: [] },
    ]);
  });

  it("that can be published nowhere but on the bus: puts it there, and leaves the bulletin", async () => {
    const ledger = ledgerOf(1, { events });
    const { ports } = portsWith(ledger);
    const failure = await failureOf(deliver(ledger, 1, { ...ports, publisher: snsIsDown }));
    expect(failure.message).toBe("bulletin b-1 is written but could not be published: SNS is down");
    expect(ports.stored.onBus).toEqual(events);
    expect(ports.stored.ledgers.get("ai")?.outbox).toMatchObject([{ bulletin: { id: "b-1" }, events: [] }]);
  });

  it("of which the bus takes one: leaves the other, and the next run puts only that one", async () => {
    const [taken, refused] = events;
    if (taken === undefined || refused === undefined) throw new Error("two events");
    const ledger = ledgerOf(1, { events });
    const { ports } = portsWith(ledger);
    const bus: MemoryPorts["bus"] = {
      put: async () => ({ taken: new Set([taken.detail.id]), failure: new Error("slow down") }),
    };
    const failure = await failureOf(deliver(ledger, 1, { ...ports, bus }));
    expect(failure.message).toBe(
      "1 event could not be put on the bus (b-1/china-origin/rule-changed): slow down",
    );
    const left = ports.stored.ledgers.get("ai");
    expect(left?.outbox).toMatchObject([{ bulletin: null, events: [refused], records: [] }]);
    if (left === undefined) throw new Error("no ledger");
    expect(await deliverAbandoned(left, ports)).toMatchObject({ delivered: [], failures: [] });
    expect(ports.stored.onBus).toEqual([refused]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toEqual([]);
  });

  it("of which nothing can be done: writes nothing, and says both reasons", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith(ledger);
    const broken = { ...ports, publisher: snsIsDown, history: noHistory(ports) };
    const failure = await failureOf(deliver(ledger, 1, broken));
    expect(failure).toBeInstanceOf(AggregateError);
    expect(failure.message).toBe(
      "bulletin b-1 is written but could not be published: SNS is down; writing its history: DynamoDB is down",
    );
    expect(done).toEqual([]);
    expect(ports.stored.ledgers.get("ai")).toEqual(ledger);
  });

  it("strikes it from the ledger as it has become meanwhile", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith({ ...ledgerOf(5, {}, { version: 4, bulletin: bulletinOf("b-4") }) });
    expect(await deliver(ledger, 1, ports)).toMatchObject({ version: 6, outbox: [{ version: 4 }] });
    expect(done).toEqual(["in time: b-1", "history of 1", "ledger on 1", "ledger on 5"]);
  });

  it("writes nothing more when another run has struck it meanwhile", async () => {
    const ledger = ledgerOf(1, {});
    const { ports, done } = portsWith(ledgerOf(5));
    expect(await deliver(ledger, 1, ports)).toMatchObject({ version: 5, outbox: [] });
    expect(done).toEqual(["in time: b-1", "history of 1", "ledger on 1"]);
  });
});

describe("handing out what earlier runs left behind", () => {
  it("does nothing where nothing waits", async () => {
    const ledger = ledgerOf(1, { claimedUntil: "2026-08-01T12:00:01.000Z" });
    const { ports, done } = portsWith(ledger);
    expect(await deliverAbandoned(ledger, ports)).toEqual({ ledger, delivered: [], failures: [] });
    expect(done).toEqual([]);
  });

  it("claims all of it for a minute each, then publishes it as late, and names the bulletins alone", async () => {
    const ledger = ledgerOf(7, {}, { bulletin: null }, {});
    const { ports, done } = portsWith(ledger);
    const claims: string[][] = [];
    const save: MemoryPorts["ledgers"]["save"] = (next, version) => {
      claims.push(next.outbox.map(({ claimedUntil }) => claimedUntil));
      return ports.ledgers.save(next, version);
    };
    const found = await deliverAbandoned(ledger, { ...ports, ledgers: { ...ports.ledgers, save } });
    expect(found).toMatchObject({ ledger: { outbox: [] }, delivered: ["b-1", "b-3"], failures: [] });
    expect(claims[0]).toEqual(Array<string>(3).fill("2026-08-01T12:03:00.000Z"));
    expect(done).toEqual([
      "ledger on 7",
      ...["late: b-1", "history of 1", "ledger on 8"],
      ...["history of 2", "ledger on 9"],
      ...["late: b-3", "history of 3", "ledger on 10"],
    ]);
  });

  it("hands out the rest where one cannot be, and says which", async () => {
    const ledger = ledgerOf(7, {}, {});
    const { ports } = portsWith(ledger);
    const publisher: MemoryPorts["publisher"] = {
      publish: (message) =>
        idOf(message) === "b-1" ? Promise.reject(new Error("refused")) : ports.publisher.publish(message),
    };
    const { delivered, failures } = await deliverAbandoned(ledger, { ...ports, publisher });
    expect(delivered).toEqual(["b-2"]);
    expect(failures.map(({ message }) => message)).toEqual([
      "bulletin b-1 is written but could not be published: refused",
    ]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toMatchObject([{ bulletin: { id: "b-1" } }]);
  });

  it("tells of each channel that failed, and what was published all the same", async () => {
    const ledger = ledgerOf(7, { events }, { bulletin: null, events: [busEventOf("b-2")] });
    const { ports } = portsWith(ledger);
    const broken = { ...ports, bus: busIsDown, history: noHistory(ports) };
    const { delivered, failures } = await deliverAbandoned(ledger, broken);
    expect(delivered).toEqual(["b-1"]);
    expect(failures.map((error) => (error instanceof Undelivered ? error.channel : error))).toEqual([
      "bus",
      "history",
      "bus",
      "history",
    ]);
  });

  it("leaves it to the run that was quicker, and goes on with the ledger as that left it", async () => {
    const stored = ledgerOf(8, { claimedUntil: "2026-08-01T12:01:00.000Z" });
    const { ports, done } = portsWith(stored);
    const found = await deliverAbandoned(ledgerOf(7, {}), ports);
    expect(found).toEqual({ ledger: stored, delivered: [], failures: [] });
    expect(done).toEqual(["ledger on 7"]);
  });
});
