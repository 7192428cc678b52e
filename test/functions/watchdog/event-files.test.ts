import { describe, expect, it } from "vitest";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import { logEventSchema } from "../../../shared/event-log/log-event.ts";
import { sectorIdSchema } from "../../../shared/values/identifier.ts";
import { EventFilesWorld } from "../../support/event-files-world.ts";
import { ledgerOf } from "../../support/outbox.ts";
import { deploymentOf } from "../../support/samples.ts";

const options = {
  ...deploymentOf(),
  ...{ staleAfterDays: 400, subscribers: [], operators: null },
};

/** A world at an instant of the first of August, whose first run was at 06:00. */
async function afterARun(time: string): Promise<EventFilesWorld> {
  const world = new EventFilesWorld();
  await world.run(300);
  world.memory.clock.now = new Date(time);
  return world;
}

const filesOf = (world: EventFilesWorld) => [...world.memory.stored.eventFiles.files.keys()];
const indexOf = (world: EventFilesWorld) => world.memory.stored.eventFiles.indexes.get("ai");

describe("the file of a day", () => {
  it("is written an hour after its end, and not before", async () => {
    const world = await afterARun("2026-08-02T00:59:59.999Z");
    expect(await world.look()).toEqual([{ sector: "ai", files: 0, upTo: "2026-07-31", left: 0 }]);
    expect(filesOf(world)).toEqual([]);
    world.memory.clock.now = new Date("2026-08-02T01:00:00.000Z");
    expect(await world.look()).toEqual([{ sector: "ai", files: 1, upTo: "2026-08-01", left: 0 }]);
    expect(filesOf(world)).toEqual(["events/ai/2026-08-01.jsonl"]);
    expect(await world.look()).toEqual([]);
  });

  it("holds the lines of that day, each as its schema says", async () => {
    const world = await afterARun("2026-08-02T06:00:00.000Z");
    await world.run(700);
    await world.look();
    const [text] = world.memory.stored.eventFiles.files.values();
    const lines = (text ?? "").trimEnd().split("\n");
    const events = lines.map((line) => logEventSchema.parse(JSON.parse(line)));
    expect(events.map(({ kind }) => kind)).toEqual(["policy", "assessment", "alert", "publication"]);
    expect(new Set(events.map(({ at }) => at.slice(0, 10)))).toEqual(new Set(["2026-08-01"]));
  });

  it("is not written where nothing happened, and the index says that the day is done", async () => {
    const world = await afterARun("2026-08-06T06:00:00.000Z");
    await world.run(700);
    world.wait(24);
    await world.look();
    expect(filesOf(world)).toEqual(["events/ai/2026-08-01.jsonl", "events/ai/2026-08-06.jsonl"]);
    expect(indexOf(world)).toEqual({
      schemaVersion: 1,
      sector: "ai",
      from: "2026-08-01",
      upTo: "2026-08-06",
    });
  });

  it("waits while a line of it, or of an earlier day, waits in the outbox", async () => {
    const world = new EventFilesWorld();
    world.isHistoryDown = true;
    await world.run(300);
    world.wait(48);
    expect(await world.look()).toEqual([{ sector: "ai", files: 0, upTo: "2026-07-31", left: 0 }]);
    world.isHistoryDown = false;
    world.wait(1);
    expect(await world.look()).toMatchObject([{ files: 1, upTo: "2026-08-02" }]);
    expect(world.files()).toBe(await world.log());
  });

  it("waits while it is not yet recorded that a bulletin was published on it", async () => {
    const world = await afterARun("2026-08-01T07:00:00.000Z");
    const { ledgers } = world.memory.stored;
    const ledger = ledgers.get("ai") ?? ledgerOf(1);
    const publication = { schemaVersion: 1 as const, bulletin: "b-1", at: "2026-08-01T06:00:00.500Z" };
    const published = { version: ledger.version, bulletin: null, records: [], publication };
    ledgers.set("ai", { ...ledger, outbox: ledgerOf(1, published).outbox });
    world.isHistoryDown = true;
    world.wait(24);
    await world.look();
    expect(filesOf(world)).toEqual([]);
    world.isHistoryDown = false;
    world.wait(1);
    await world.look();
    expect(world.files()).toContain(JSON.stringify(publication.at));
  });

  it("waits while an import that began on it goes on, and says how that ended", async () => {
    const world = new EventFilesWorld();
    world.memory.clock.now = new Date("2026-08-02T00:55:00.000Z");
    const end = world.beginImport();
    world.memory.clock.now = new Date("2026-08-03T01:00:00.000Z");
    const [key, marker] = [...world.memory.stored.markers][0] ?? [];
    if (key === undefined || marker === undefined) throw new Error("no import");
    world.memory.stored.markers.set(key, { ...marker, until: "2026-08-03T01:15:00.000Z" });
    expect(await world.look()).toMatchObject([{ files: 0, upTo: "2026-08-01" }]);
    end();
    expect(await world.look()).toMatchObject([{ files: 1, upTo: "2026-08-02" }]);
    expect(world.files()).toContain('"endedAt":"2026-08-03T01:00:00.000Z"');
  });
});

describe("a look that has much to catch up", () => {
  it("writes 31 files of a sector, says what is left, and goes on at the next look", async () => {
    const world = new EventFilesWorld();
    for (let day = 0; day < 33; day += 1) {
      await world.run(day % 2 === 0 ? 300 : 100);
      world.wait(24);
    }
    world.wait(2);
    expect(await world.look()).toEqual([{ sector: "ai", files: 31, upTo: "2026-08-31", left: 2 }]);
    expect(await world.look()).toEqual([{ sector: "ai", files: 2, upTo: "2026-09-02", left: 0 }]);
    expect(world.files()).toBe(await world.log());
  });
});

describe("what cannot be read", () => {
  const bad = { count: 1, first: [{ key: "assessments/ai/event#000000000002", problem: "is damaged" }] };

  it("holds all files of its sector back, is told with what to do, and is solved once it is gone", async () => {
    const world = await afterARun("2026-08-02T06:00:00.000Z");
    const { history } = world.ports;
    world.ports.history = { ...history, read: async () => ({ rows: [], unreadable: bad }) };
    const { problems, eventFiles } = await watch(world.ports, options);
    expect(eventFiles).toMatchObject([{ sector: null, files: 0 }]);
    expect(filesOf(world)).toEqual([]);
    const found = problems.find(({ key }) => key === "event-files:ai");
    expect(found?.text).toBe(
      "ai: the events of no day are written to a file, because stored items cannot be read: 1 (assessments/ai/event#000000000002); once they are repaired, imported again or removed, each day follows",
    );
    expect(found?.commands.map(({ command }) => command)).toEqual([
      "npx chokepoint list unreadable --remove assessments/ai/event#000000000002",
    ]);
    world.ports.history = history;
    const mended = await watch(world.ports, options);
    expect(mended.eventFiles).toMatchObject([{ sector: "ai", files: 1, upTo: "2026-08-01" }]);
    expect(mended.problems.map(({ key }) => key)).not.toContain("event-files:ai");
  });
});

describe("a sector whose policy is gone", () => {
  it("has the file of its last day all the same", async () => {
    const world = await afterARun("2026-08-02T06:00:00.000Z");
    const { eventFiles } = await watch(world.ports, { ...options, policies: new Map() });
    expect(eventFiles).toMatchObject([{ sector: "ai", files: 1, upTo: "2026-08-01" }, { sector: null }]);
  });
});

describe("what was told to operations", () => {
  const linesIn = (world: EventFilesWorld, key: string) =>
    (world.memory.stored.eventFiles.files.get(key) ?? "").split("\n").filter((line) => line !== "");

  it("is in the file of its sector, or in one that no sector can have", async () => {
    const world = await afterARun("2026-08-05T06:00:00.000Z");
    world.ports.subscriptions = { list: async () => [] };
    const late = { ...options, staleAfterDays: 3 };
    await watch(world.ports, late);
    world.wait(24);
    await watch(world.ports, late);
    world.wait(24);
    await watch(world.ports, late);
    const ofSector = linesIn(world, "events/ai/2026-08-05.jsonl").map((line) => JSON.parse(line));
    expect(ofSector).toMatchObject([{ sector: "ai", kind: "finding", finding: "stale:ai", event: "found" }]);
    const ofNone = linesIn(world, "events/_operations/2026-08-06.jsonl").map((line) => JSON.parse(line));
    expect(ofNone).toMatchObject([{ sector: null, kind: "finding", finding: "nobody", event: "found" }]);
    expect(sectorIdSchema.safeParse("_operations").success).toBe(false);
  });

  it("holds its day back while it is not yet in the log, and while the memory of the watchdog cannot be read", async () => {
    const world = await afterARun("2026-08-05T06:00:00.000Z");
    const late = { ...options, staleAfterDays: 3 };
    const append = () => Promise.reject(new Error("DynamoDB is down"));
    const broken = { ...world.ports, findings: { ...world.ports.findings, append } };
    await expect(watch(broken, late)).rejects.toThrow(
      "what was told could not be written into the event log: DynamoDB is down",
    );
    world.wait(26);
    await world.look();
    expect(indexOf(world)?.upTo).toBe("2026-08-04");
    await watch(world.ports, late);
    const load = () => Promise.reject(new Error("no memory"));
    await world.look({ ...world.ports, watches: { ...world.ports.watches, load } });
    expect(indexOf(world)?.upTo).toBe("2026-08-04");
    await world.look();
    expect(indexOf(world)?.upTo).toBe("2026-08-05");
    expect(linesIn(world, "events/ai/2026-08-05.jsonl")).toHaveLength(1);
  });
});

describe("a bucket that refuses", () => {
  it("is told, and nothing counts as written", async () => {
    const world = await afterARun("2026-08-02T06:00:00.000Z");
    const { eventFiles } = world.memory;
    world.ports.eventFiles = { ...eventFiles, write: () => Promise.reject(new Error("Access Denied")) };
    const { problems } = await watch(world.ports, options);
    expect(problems.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/event files of ai: writing that of 2026-08-01: Access Denied$/),
    );
    expect(indexOf(world)).toBeUndefined();
  });
});
