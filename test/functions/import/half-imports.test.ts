import { describe, expect, it } from "vitest";
import { flat } from "../../shared/bulletin/telling.ts";
import { isFull } from "../../support/cases.ts";
import { countingProcess, dyingProcess, stopsOf } from "../../support/crashing.ts";
import { type Importing, importInto, runIn } from "../../support/import-world.ts";
import { forkMemory, type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { pausingProcess } from "../../support/pausing.ts";

const MINUTE_MS = 60_000;

/** What was bought before: a tenth of it made in China. */
const before: Importing = { file: "buys.csv", rows: ["c CN 100", "j JP 450", "k KR 450"] };

/** Files that begin with what is Chinese, as a file sorted by country does, and hold a tenth of it as a whole. */
const files: [name: string, file: Importing][] = [
  ["with new figures", { file: "buys.csv", rows: ["c CN 2000", "j JP 9000", "k KR 9000"] }],
  [
    "that replaces what was there",
    { file: "buys.csv", rows: ["c2 CN 2000", "j2 JP 9000", "k2 KR 9000"], replace: true },
  ],
  ["beside another", { file: "more.csv", rows: ["c2 CN 2000", "j2 JP 9000", "k2 KR 9000"] }],
];

async function worldBefore(): Promise<MemoryPorts> {
  const world = memoryPorts();
  world.clock.now = new Date("2026-07-31T06:00:00Z");
  await importInto(world, countingProcess(), before);
  await runIn(world);
  later(world, 60);
  return world;
}

function later({ clock }: MemoryPorts, minutes: number): void {
  clock.now = new Date(clock.now.getTime() + minutes * MINUTE_MS);
}

function subjects({ stored }: MemoryPorts): string[] {
  return stored.published.map(({ subject }) => subject);
}

/** Counts the steps of an import and of a run, in a world of their own. */
async function counted(world: MemoryPorts, file: Importing) {
  const fork = forkMemory(world);
  const importing = countingProcess();
  await importInto(fork, importing, file);
  const running = countingProcess();
  await runIn(fork, running);
  return { importing, running };
}

describe.each(files)("a file %s", (_name, file) => {
  it("decides nothing while half of it is there, at whatever step a run comes", async () => {
    const start = await worldBefore();
    const { importing } = await counted(start, file);
    const held: string[] = [];
    for (const [at, name] of importing.steps.entries()) {
      const world = forkMemory(start);
      const pausing = pausingProcess(at, importing);
      const bringing = importInto(world, pausing.process, file).finally(pausing.end);
      await pausing.isPaused;
      const { notWritten, assessment, alerts, bulletin } = await runIn(world);
      if (notWritten === "an import is under way") {
        held.push(name);
        expect(assessment).toMatchObject({
          incomplete: true,
          unfinished: [{ file: file.file, state: "under way" }],
        });
        expect({ alerts, bulletin }).toEqual({ alerts: [], bulletin: null });
      }
      pausing.resume();
      await bringing;
      expect(await runIn(world)).not.toHaveProperty("notWritten");
      expect([name, subjects(world)]).toEqual([name, []]);
      expect(world.stored.markers.size).toBe(0);
    }
    expect(held).toEqual(expect.arrayContaining(["positions.put"]));
    if (file.replace === true) expect(held).toContain("positions.remove");
  });

  it("decides nothing when all of it, or half, comes between two steps of a run", async () => {
    const start = await worldBefore();
    const { importing, running } = await counted(start, file);
    const writes = [...importing.steps.keys()].filter((at) => WRITES.has(importing.steps[at] ?? ""));
    // The first row is there, or all of it is and its marker is not ended; in full, whatever else there can be.
    const halves = isFull ? writes : [...writes.slice(2, 3), ...writes.slice(-1)];
    for (const [at, name] of running.steps.entries()) {
      for (const half of [...halves, importing.steps.length]) {
        const world = forkMemory(start);
        const run = pausingProcess(at, running);
        const recomputing = runIn(world, run.process).finally(run.end);
        await run.isPaused;
        const bringer = pausingProcess(half, importing);
        const bringing = importInto(world, bringer.process, file).finally(bringer.end);
        await bringer.isPaused;
        run.resume();
        await recomputing;
        bringer.resume();
        await bringing;
        await runIn(world);
        expect([name, half, subjects(world)]).toEqual([name, half, []]);
        expect(world.stored.markers.size).toBe(0);
      }
    }
  });

  it("that crashes anywhere and is tried again decides what it would have decided at once", async () => {
    const start = await worldBefore();
    for (const { world, what } of await crashedEverywhere(start, file)) {
      await runIn(world);
      expect([what, subjects(world)]).toEqual([what, []]);
      later(world, 2);
      await importInto(world, countingProcess(), file);
      expect(await runIn(world)).not.toHaveProperty("notWritten");
      expect([what, subjects(world)]).toEqual([what, []]);
      expect(world.stored.markers.size).toBe(0);
    }
  });

  it("that crashes anywhere and is never tried again says so, until it is imported by somebody", async () => {
    const start = await worldBefore();
    let stopped = 0;
    for (const { world, what } of await crashedEverywhere(start, file)) {
      later(world, 30);
      const { assessment } = await runIn(world);
      if (assessment.unfinished !== undefined) {
        stopped += 1;
        expect(assessment).toMatchObject({
          incomplete: true,
          unfinished: [{ file: file.file, state: "stopped" }],
        });
      }
      await importInto(world, countingProcess(), { ...file, runner: "by hand" });
      const { assessment: whole, notWritten } = await runIn(world);
      expect([what, whole.incomplete, notWritten, world.stored.markers.size]).toEqual([
        what,
        false,
        undefined,
        0,
      ]);
    }
    expect(stopped).toBeGreaterThan(3);
  });
});

const WRITES = new Set(["positions.put", "positions.remove", "markers.put"]);

/** A world for each crash of an import. */
async function crashedEverywhere(start: MemoryPorts, file: Importing) {
  const { importing } = await counted(start, file);
  return await Promise.all(
    stopsOf(importing).map(async (stop) => {
      const world = forkMemory(start);
      const died = importInto(world, dyingProcess(stop, importing), file);
      await expect(died).rejects.toThrow("the process died");
      return { world, what: `${stop.when} step ${stop.at}, ${stop.name}` };
    }),
  );
}

describe("two imports at once", () => {
  const a: Importing = { file: "a.csv", rows: ["a1 CN 5000", "a2 JP 100"], runner: "lambda-a" };
  const b: Importing = { file: "b.csv", rows: ["b1 JP 20000", "b2 KR 20000"], runner: "lambda-b" };

  it("are each under way for itself, and the run of the last tells what both have brought", async () => {
    const start = await worldBefore();
    const { importing } = await counted(start, a);
    for (const [at, name] of importing.steps.entries()) {
      const world = forkMemory(start);
      const pausing = pausingProcess(at, importing);
      const bringing = importInto(world, pausing.process, a).finally(pausing.end);
      await pausing.isPaused;
      await importInto(world, countingProcess(), b);
      await runIn(world);
      pausing.resume();
      await bringing;
      await runIn(world);
      expect([name, subjects(world)]).toEqual([name, []]);
      expect(world.stored.markers.size).toBe(0);
    }
  });

  it("of one file keep a sector waiting until both have ended", async () => {
    const world = await worldBefore();
    const pausing = pausingProcess((await counted(world, a)).importing.steps.length - 1, countingProcess());
    const first = importInto(world, pausing.process, a);
    await pausing.isPaused;
    await importInto(world, countingProcess(), { ...a, runner: "lambda-again" });
    expect(await runIn(world)).toMatchObject({ notWritten: "an import is under way" });
    pausing.resume();
    await first;
    expect(await runIn(world)).not.toHaveProperty("notWritten");
    expect(world.stored.markers.size).toBe(0);
  });
});

describe("imports that never pause", () => {
  it("keep nothing from being told for longer than hours: then a run decides on what there is, and says so", async () => {
    const world = await worldBefore();
    const crossing: Importing = { file: "china.csv", rows: ["x CN 9000"], runner: "lambda-x" };
    await importInto(world, countingProcess(), crossing);
    let others = await underWay(world, 0);
    for (const hour of [2, 4, 6]) {
      expect(await runIn(world)).toMatchObject({ notWritten: "an import is under way", bulletin: null });
      later(world, 120);
      const next = await underWay(world, hour);
      await others.finish();
      others = next;
    }
    const { bulletin, assessment } = await runIn(world);
    expect(bulletin?.subject).toMatch(/^\[CRITICAL\] AI: 91%/);
    expect(flat(bulletin?.text ?? "")).toContain(
      "IMPORT UNDER WAY: hour-6.csv since 2026-07-31 13:00 UTC: figures may hold",
    );
    expect(assessment.incomplete).toBe(true);
  });
});

/** An import that has begun, and ends when it is told to. */
async function underWay(world: MemoryPorts, hour: number) {
  const file: Importing = { file: `hour-${hour}.csv`, rows: [`h${hour} JP 10`], runner: `lambda-${hour}` };
  const { importing } = await counted(world, file);
  const pausing = pausingProcess(importing.steps.indexOf("positions.put"), importing);
  const bringing = importInto(world, pausing.process, file);
  await pausing.isPaused;
  const finish = async () => {
    pausing.resume();
    await bringing;
  };
  return { finish };
}
