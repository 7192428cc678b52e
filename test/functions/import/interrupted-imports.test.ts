import { describe, expect, it } from "vitest";
import { writtenBounds } from "../../../shared/imports/written-bounds.ts";
import { isFull } from "../../support/cases.ts";
import { countingProcess, dyingProcess, stopsOf } from "../../support/crashing.ts";
import { type Importing, importInto, runIn } from "../../support/import-world.ts";
import { forkMemory, type MemoryPorts, memoryPorts } from "../../support/memory.ts";

// A batch has 1,000 rows, and two are written at once.
const ROWS = 3500;
const file: Importing = {
  file: "buys.csv",
  rows: Array.from({ length: ROWS }, (_, at) => `p${at} ${at % 2 === 0 ? "JP" : "KR"} 10`),
};
const shorter: Importing = { ...file, rows: file.rows.slice(0, 100), replace: true };

/** An empty world, or one that holds the file. */
async function worldWith(before?: Importing): Promise<MemoryPorts> {
  const world = memoryPorts();
  world.clock.now = new Date("2026-07-31T06:00:00Z");
  if (before === undefined) return world;
  await importInto(world, countingProcess(), before);
  await runIn(world);
  return world;
}

async function stepsOf(world: MemoryPorts, importing: Importing) {
  const counting = countingProcess();
  await importInto(forkMemory(world), counting, importing);
  return counting;
}

/** What its last import says that it has written, and what is really stored of it. */
function writtenIn({ stored }: MemoryPorts, before: number) {
  const [record] = stored.provenance.imports.filter(({ endedAt }) => endedAt === null);
  if (record === undefined) return null;
  const moved = Math.abs(stored.positions.length - before);
  const { least, most, isCertain } = writtenBounds(record);
  const sumOf = ({ rows }: typeof least) => rows.added + rows.changed + rows.removed;
  return { least: sumOf(least), moved, most: sumOf(most), isCertain };
}

describe.each([
  ["that adds", undefined, file],
  ["that removes", file, shorter],
])("the record of an import %s", (_name, before, importing) => {
  it("never says more than was written, and never less, wherever its process is killed", async () => {
    const start = await worldWith(before);
    const counting = await stepsOf(start, importing);
    const stops = stopsOf(counting).filter((_, at) => at % (isFull ? 97 : 499) === 0);
    const seen = new Set<number>();
    for (const stop of stops) {
      const world = forkMemory(start);
      await expect(importInto(world, dyingProcess(stop, counting), importing)).rejects.toThrow("died");
      const written = writtenIn(world, start.stored.positions.length);
      if (written === null) continue;
      seen.add(written.least);
      const bounds = written.least <= written.moved && written.moved <= written.most;
      expect([stop, written, bounds]).toEqual([stop, written, true]);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it("says exactly what was written when it is interrupted; again it completes, and no run waits for it", async () => {
    const start = await worldWith(before);
    const { steps } = await stepsOf(start, importing);
    const at = [0.1, 0.4, 0.9].map((share) => Math.floor(steps.length * share));
    const stored: number[] = [];
    for (const step of at) {
      const world = forkMemory(start);
      const interrupting = interruptedAfter(step);
      const ended = importInto(world, interrupting.process, { ...importing, stop: interrupting.stop });
      if (await ended.then(Boolean, () => false)) continue;
      const written = writtenIn(world, start.stored.positions.length);
      expect(written).toMatchObject({ least: written?.moved, most: written?.moved, isCertain: true });
      stored.push(written?.moved ?? 0);
      const { assessment, notWritten } = await runIn(world);
      expect([notWritten, assessment.unfinished]).toMatchObject([undefined, [{ state: "stopped" }]]);
      await importInto(world, countingProcess(), { ...importing, runner: "again" });
      expect(world.stored.positions.length).toBe(importing.rows.length);
      expect((await runIn(world)).assessment.incomplete).toBe(false);
    }
    expect(stored.length).toBeGreaterThan(0);
  });
});

it("an import that is interrupted before its first row writes nothing, not even its marker", async () => {
  const world = await worldWith();
  const process = countingProcess();
  await expect(importInto(world, process, { ...file, stop: AbortSignal.abort() })).rejects.toMatchObject({
    isBegun: false,
  });
  expect(process.steps).toEqual([]);
});

it("an import whose last batch is written when the signal comes ends as any other", async () => {
  const world = await worldWith();
  const few: Importing = { file: "few.csv", rows: ["a JP 1", "b JP 1"] };
  const interrupting = interruptedAfter(2);
  await importInto(world, interrupting.process, { ...few, stop: interrupting.stop });
  expect(interrupting.stop.aborted).toBe(true);
  expect(world.stored.provenance.imports).toMatchObject([
    { endedAt: expect.any(String), rows: { added: 2 } },
  ]);
});

/** A process to which a signal comes after so many steps. */
function interruptedAfter(steps: number) {
  const controller = new AbortController();
  const process = countingProcess();
  const { step } = process;
  process.step = async (name, work) => {
    if (process.steps.length === steps) controller.abort();
    return await step(name, work);
  };
  return { process, stop: controller.signal };
}
