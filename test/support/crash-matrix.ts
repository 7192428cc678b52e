import { differences, type Outcome, outcomeOf, type SentBefore, type Twice } from "./crash-outcome.ts";
import type { World } from "./crash-worlds.ts";
import {
  countingProcess,
  dyingProcess,
  type NamedStop,
  type Process,
  type Stop,
  stopsOf,
  tookEffect,
} from "./crashing.ts";
import type { ReadablePorts } from "./memory.ts";

/** Something that somebody does to a world: mostly a recompute. */
export type Turn = (world: World, ports: ReadablePorts) => Promise<unknown>;

/** A turn to crash, and those that come before it and go well. */
export interface Scenario {
  before: Turn[];
  turn: Turn;
}

/** Everything that was found by crashing one scenario everywhere. */
export interface Matrix {
  counting: Process;
  undisturbed: Outcome;
  /** What was not as it must be, and after which crash. */
  problems: string[];
}

/** Makes a shell out of another: to see that a broken one is found out. */
export type Rebuild = (ports: ReadablePorts) => ReadablePorts;

/** Which of all stops are tried. */
export type Choice = (stops: NamedStop[]) => NamedStop[];

/** Crashes a scenario before and after each of its steps, lets it run again until all is quiet, and compares. */
export async function crashEverywhere(
  scenario: Scenario,
  createWorld: () => Promise<World>,
  rebuild: Rebuild = (ports) => ports,
  choose: Choice = (stops) => stops,
): Promise<Matrix> {
  const counting = countingProcess();
  const undisturbed = await live(scenario, await createWorld(), counting, rebuild);
  const problems: string[] = [];
  for (const stop of choose(stopsOf(counting))) {
    const process = dyingProcess(stop, counting);
    const found = await live(scenario, await createWorld(), process, rebuild).catch(String);
    const twice = toldTwice(counting.steps, undisturbed, stop);
    const wrong = typeof found === "string" ? [found] : differences(undisturbed, found, twice);
    problems.push(...wrong.map((what) => `${stop.when} step ${stop.at}, ${stop.name}: ${what}`));
  }
  return { counting, undisturbed, problems };
}

/** A turn that dies, to be followed by another. */
export function dying(turn: Turn, stop: Stop, counted: Pick<Process, "paged">): Turn {
  return (world) => turn(world, world.portsOf(dyingProcess(stop, counted))).catch(() => {});
}

const MOST_RUNS = 5;
// Longer than any run holds a bulletin for.
const BETWEEN_RUNS = 10 * 60_000;

async function live(scenario: Scenario, world: World, process: Process, rebuild: Rebuild): Promise<Outcome> {
  try {
    for (const turn of scenario.before) {
      await turn(world, world.ports);
      waitOutTheClaim(world);
    }
    const before = sentBy(world);
    await scenario.turn(world, rebuild(world.portsOf(process))).catch((error: unknown) => {
      if (!process.isDead) throw error;
    });
    await runUntilQuiet(scenario, world, rebuild);
    return await outcomeOf(world, before);
  } finally {
    await world.close();
  }
}

async function runUntilQuiet({ turn }: Scenario, world: World, rebuild: Rebuild): Promise<void> {
  for (let run = 0; run < MOST_RUNS; run += 1) {
    waitOutTheClaim(world);
    const before = sentBy(world);
    await turn(world, rebuild(world.ports));
    const after = sentBy(world);
    if (after.published === before.published && after.onBus === before.onBus) return;
  }
  throw new Error(`each of ${MOST_RUNS} runs published something`);
}

/** Moves the clock to when no run can be publishing any more. */
export function waitOutTheClaim({ clock }: Pick<World, "clock">): void {
  clock.now = new Date(clock.now.getTime() + BETWEEN_RUNS);
}

/** How much a world has sent so far. */
function sentBy({ published, onBus }: World): SentBefore {
  return { published: published.length, onBus: onBus.length };
}

/** What of a turn goes out a second time: what it has sent and not struck when it dies. */
function toldTwice(steps: string[], { published, onBus }: Outcome, stop: Stop): Twice {
  const strikeAfter = (send: number) =>
    steps.findIndex((name, step) => step > send && (name === "ledgers.save" || name === "PutItem ledgers"));
  const isTwice = (send: number) => tookEffect(send, stop) && !tookEffect(strikeAfter(send), stop);
  const twice = (name: string, bulletinIds: string[]) => {
    const sends = [...steps.keys()].filter((step) => steps[step] === name);
    // What is of one bulletin is sent at once.
    const bulletins = [...new Set(bulletinIds)].filter((_id, nth) => isTwice(sends[nth] ?? 0));
    return new Set([...bulletinIds.keys()].filter((at) => bulletins.includes(bulletinIds[at] ?? "")));
  };
  return {
    published: twice(
      "publisher.publish",
      published.map(({ id }) => id),
    ),
    onBus: twice(
      "bus.put",
      onBus.map(({ detail }) => detail.bulletinId),
    ),
  };
}
