import { describe, expect, it } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import { cases, isFull } from "../support/cases.ts";
import { countingProcess, type Process, stepping } from "../support/crashing.ts";
import { waitingPorts, waitingRoom } from "../support/interleaving.ts";
import { forkMemory, type MemoryPorts, memoryPorts, type ReadablePorts } from "../support/memory.ts";
import { pausingProcess } from "../support/pausing.ts";
import { chinaPolicy, supplyWith } from "../support/samples.ts";

const deployment = { policies: new Map([["ai", chinaPolicy("ai")]]), version: "1.2.3", stack: null };

const run = (ports: ReadablePorts) => recompute({ asOf: "2026-07-31" }, ports, deployment);

/** What readers know in the end: the level they were told last, by rule. */
function toldLevel({ stored }: MemoryPorts): string {
  const [alert] = stored.ledgers.get("ai")?.alerts ?? [];
  return alert?.told?.level ?? "none";
}

/** A world in which so many of the 1,000 USD were Chinese, one import after the other, and each was assessed. */
async function worldAfter(imports: number[]): Promise<MemoryPorts> {
  const world = memoryPorts();
  for (const chinese of imports) {
    world.stored.positions = supplyWith(chinese);
    await run(world);
  }
  return world;
}

// So many of the 1,000 USD are Chinese before, after the first import and after the second.
const courses: [name: string, before: number[], first: number, second: number, ends: string][] = [
  ["the second crosses a limit", [100], 110, 700, "critical"],
  ["both cross one, the second a higher one", [100], 300, 700, "critical"],
  ["the second is better again", [100, 300], 700, 100, "none"],
];

describe("two imports less than a recompute apart, the run of each at any step when the other goes on", () => {
  it.each(courses)("%s: readers know how it stands", async (_name, before, first, second, ends) => {
    const start = await worldAfter(before);
    const counting = countingProcess();
    await brought(forkMemory(start), first, counting);
    const steps = [...counting.steps.keys()];
    // Where another run goes on while this one waits matters around the ledger only.
    const ofNewer = steps.filter((step) => isFull || AROUND_THE_LEDGER.has(counting.steps[step] ?? ""));
    const wrong: string[] = [];
    for (const [at, other] of steps.flatMap((one) => ofNewer.map((two) => [one, two] as const))) {
      const world = forkMemory(start);
      const [a, b] = [pausingProcess(at, counting), pausingProcess(other, counting)];
      const older = brought(world, first, a.process).finally(a.end);
      await a.isPaused;
      const newer = brought(world, second, b.process).finally(b.end);
      await b.isPaused;
      a.resume();
      await older;
      b.resume();
      await newer;
      const told = toldLevel(world);
      if (told !== ends)
        wrong.push(`${counting.steps[at]} ${at}, ${counting.steps[other]} ${other}: ${told}`);
    }
    expect(wrong).toEqual([]);
  });
});

const AROUND_THE_LEDGER = new Set(["ledgers.load", "ledgers.save", "publisher.publish"]);

/** An import, and the run that it starts. */
async function brought(world: MemoryPorts, chinese: number, process: Process): Promise<unknown> {
  world.stored.positions = supplyWith(chinese);
  return await run(stepping<ReadablePorts>(world, process));
}

describe("many imports, each with a run, in many orders", () => {
  it("end with what crosses a limit told, and each change told once", async () => {
    for (let seed = 0; seed < cases(100).numRuns; seed += 1) {
      const world = await worldAfter([100]);
      const wait = waitingRoom(seed);
      const ports = waitingPorts(world, wait);
      const runs: Promise<unknown>[] = [];
      for (const chinese of [700, 110, 300, 120, 310, 130, 720, 140, seed % 2 === 0 ? 710 : 150]) {
        world.stored.positions = supplyWith(chinese);
        runs.push(run(ports));
        for (let moment = 0; moment < seed % 7; moment += 1) await wait();
      }
      await Promise.all(runs);
      expect(toldLevel(world)).toBe(seed % 2 === 0 ? "critical" : "none");
      const { published } = world.stored;
      const told = published.flatMap(({ events }) => events.map(({ event }) => event));
      expect((await world.history.read("ai")).rows.map(({ event }) => event)).toEqual(told);
      expect(new Set(published.map(({ id }) => id)).size).toBe(published.length);
    }
  });
});
