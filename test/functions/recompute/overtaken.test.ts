import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { importIdOf } from "../../../shared/imports/record.ts";
import { cases, isFull } from "../../support/cases.ts";
import { countingProcess, type Process, stepping } from "../../support/crashing.ts";
import { waitingPorts, waitingRoom } from "../../support/interleaving.ts";
import { forkMemory, type MemoryPorts, memoryPorts, type ReadablePorts } from "../../support/memory.ts";
import { nameOf } from "../../support/memory-markers.ts";
import { pausingProcess } from "../../support/pausing.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const deployment = deploymentOf();

const run = (ports: ReadablePorts) => recompute({ asOf: "2026-07-31" }, ports, deployment);

/** What readers know in the end: the level they were told last, by rule. */
function toldLevel({ stored }: MemoryPorts): string {
  const [alert] = stored.ledgers.get("ai")?.alerts ?? [];
  return alert?.lastNotified?.level ?? "none";
}

/** A world in which so many of the 1,000 USD were Chinese, one import after the other, and each was assessed. */
async function worldAfter(imports: number[]): Promise<MemoryPorts> {
  const world = memoryPorts();
  for (const chinese of imports) {
    bringIn(world, chinese);
    await run(world);
  }
  return world;
}

let files = 0;

/** An import that begins and ends in one moment, as its marker says. */
function bringIn({ stored, now }: MemoryPorts, chinese: number): void {
  files += 1;
  const time = now().toISOString();
  const key = { sector: "ai", kind: "positions" as const, file: `${files}.csv`, runner: "a" };
  const importId = importIdOf(now(), files.toString(16).padStart(6, "0"));
  const times = { startedAt: time, until: time, endedAt: time };
  stored.positions = supplyWith(chinese);
  stored.markers.set(nameOf(key), { schemaVersion: 1, ...key, importId, ...times });
}

// So many of the 1,000 USD are Chinese before, after the first import and after the second.
const courses: [name: string, before: number[], first: number, second: number, ends: string][] = [
  ["the second crosses a limit", [100], 110, 700, "critical"],
  ["both cross one, the second a higher one", [100], 300, 700, "critical"],
  ["the second is better again", [100, 300], 700, 100, "none"],
  ["the second brings back what the first took", [100, 700], 100, 700, "critical"],
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
      const told = [toldLevel(world), ...world.stored.markers.keys()].join(" ");
      if (told !== ends)
        wrong.push(`${counting.steps[at]} ${at}, ${counting.steps[other]} ${other}: ${told}`);
    }
    expect(wrong).toEqual([]);
  });
});

const AROUND_THE_LEDGER = new Set(["provenance.baseline", "ledgers.save", "markers.remove"]);

/** An import, and the run that it starts. */
async function brought(world: MemoryPorts, chinese: number, process: Process): Promise<unknown> {
  bringIn(world, chinese);
  return await run(stepping<ReadablePorts>(world, process));
}

describe("many imports, each with a run, in many orders", () => {
  it("end with what crosses a limit told, and each change told once", async () => {
    for (let seed = 0; seed < cases(50).numRuns; seed += 1) {
      const world = await worldAfter([100]);
      const wait = waitingRoom(seed);
      const ports = waitingPorts(world, wait);
      const runs: Promise<unknown>[] = [];
      for (const chinese of [700, 110, 300, 120, 310, 130, 720, 140, seed % 2 === 0 ? 710 : 150]) {
        bringIn(world, chinese);
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
