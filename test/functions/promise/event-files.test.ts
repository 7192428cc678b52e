import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aShareOf, cases } from "../../support/cases.ts";
import { countingProcess, dyingProcess, stepping, stopsOf } from "../../support/crashing.ts";
import { EventFilesWorld } from "../../support/event-files-world.ts";

const RUNS = 100;

type Act = (world: EventFilesWorld, pending: (() => void)[]) => Promise<unknown> | unknown;

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constantFrom(100, 300, 700), fc.constantFrom(0, 0, 0, 5), fc.constantFrom(0, 1)).map(
    ([chinese, daysAgo, policy]): Act =>
      (world) =>
        world.run(chinese, daysAgo, policy),
  ),
  fc.integer({ min: 1, max: 4 }).map(
    (days): Act =>
      (world) =>
        world.silence(days),
  ),
  fc.constant<Act>((world, pending) => pending.push(world.beginImport())),
  fc.constant<Act>((_world, pending) => pending.shift()?.()),
  fc.boolean().map(
    (isDown): Act =>
      (world) => {
        world.isHistoryDown = isDown;
      },
  ),
  fc.tuple(fc.nat(12), fc.constantFrom("before" as const, "after" as const)).map(
    ([at, when]): Act =>
      (world) =>
        world.look(stepping(world.ports, dyingProcess({ at, when }, PAGED))).catch(() => {}),
  ),
  fc.constant<Act>((world) => world.look()),
);

/** What returns pages, which a process that dies cannot find out. */
const PAGED = { paged: new Set(["summaries.between"]) };

describe("the files of the event log", () => {
  it("hold each event once, whatever happens and wherever the watchdog stops", async () => {
    const lives = fc.array(fc.tuple(acts, fc.integer({ min: 0, max: 40 })), { maxLength: 40 });
    const property = fc.asyncProperty(lives, async (life) => {
      const world = new EventFilesWorld();
      const pending: (() => void)[] = [];
      const before = new Map<string, string>();
      for (const [act, hours] of life) {
        await act(world, pending);
        // An import that goes on marks that at least every minute: one that is silent for longer has stopped.
        if (hours > 0) pending.length = 0;
        world.wait(hours);
        for (const [key, text] of before) expect(world.memory.stored.eventFiles.files.get(key)).toBe(text);
        for (const [key, text] of world.memory.stored.eventFiles.files) before.set(key, text);
      }
      world.isHistoryDown = false;
      world.wait(50);
      // What a run left claimed, and more files than one look writes.
      for (let look = 0; look < 4; look += 1) await world.look();
      expect(world.files()).toBe(await world.log());
    });
    await fc.assert(property, cases(RUNS));
  });

  it("are written by the look after one that stopped anywhere, each once", async () => {
    const create = async () => {
      const world = new EventFilesWorld();
      for (const chinese of [300, 700, 100]) {
        await world.run(chinese);
        world.wait(24);
      }
      world.wait(2);
      return world;
    };
    const counting = countingProcess();
    const whole = await create();
    await whole.look(stepping(whole.ports, counting));
    expect(whole.files()).toBe(await whole.log());
    expect(counting.steps.filter((step) => step === "eventFiles.write")).toHaveLength(3);
    for (const stop of aShareOf(stopsOf(counting), 2)) {
      const world = await create();
      await world.look(stepping(world.ports, dyingProcess(stop, counting))).catch(() => {});
      world.wait(1);
      await world.look();
      expect(world.memory.stored.eventFiles, `${stop.when} ${stop.name}`).toEqual(
        whole.memory.stored.eventFiles,
      );
    }
  });
});
