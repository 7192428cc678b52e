import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aShareOf, cases } from "../../support/cases.ts";
import { countingProcess, dyingProcess, stepping, stopsOf } from "../../support/crashing.ts";
import { FindingsWorld } from "../../support/findings-world.ts";

// What the watchdog tells operations stands in the event log, whatever stops or is down: enough to rebuild the life of each finding.

const RUNS = 200;
/** What returns pages, which a process that dies cannot find out. */
const PAGED = { paged: new Set(["ledgerNames.sectors", "summaries.between"]) };

type Act = (world: FindingsWorld) => Promise<unknown> | unknown;

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.boolean().map(
    (isGone): Act =>
      (world) => {
        world.isGone = isGone;
      },
  ),
  fc.constant<Act>((world) => world.recompute()),
  fc.constantFrom("findings" as const, "operations" as const, "watches" as const).map(
    (down): Act =>
      (world) =>
        world.look(world.without(down)).catch(() => {}),
  ),
  fc.tuple(fc.nat(60), fc.constantFrom("before" as const, "after" as const)).map(
    ([at, when]): Act =>
      (world) =>
        world.look(stepping(world.ports, dyingProcess({ at, when }, PAGED))).catch(() => {}),
  ),
  fc.constant<Act>((world) => world.look()),
);

describe("what the watchdog has told", () => {
  it("stands in the event log, whatever stops and whatever is down", async () => {
    const lives = fc.array(fc.tuple(acts, fc.integer({ min: 0, max: 40 })), { maxLength: 30 });
    const property = fc.asyncProperty(lives, async (life) => {
      const world = new FindingsWorld();
      for (const [act, hours] of life) {
        await act(world);
        await world.check();
        world.wait(hours);
      }
      world.wait(1);
      await world.look();
      await world.check();
      expect((await world.memory()).unrecorded, "nothing waits").toEqual([]);
    });
    await fc.assert(property, cases(RUNS));
  });

  const lives: [string, (world: FindingsWorld) => Promise<unknown> | unknown, string[]][] = [
    ["found", () => {}, ["found gone:a@example.com", "found stale:ai"]],
    [
      "told again after a day, while it lasts",
      async (world) => {
        await world.look();
        world.wait(24);
      },
      ["still gone:a@example.com", "still stale:ai"],
    ],
    [
      "told to be over",
      async (world) => {
        await world.look();
        world.wait(1);
        world.isGone = false;
        await world.recompute();
      },
      ["solved gone:a@example.com", "solved stale:ai"],
    ],
  ];

  it.each(lives)(
    "is recorded by the next look, wherever the one that tells stops: %s",
    async (_, before, lines) => {
      const create = async () => {
        const world = new FindingsWorld();
        await world.recompute();
        world.isGone = true;
        world.wait(4 * 24);
        await before(world);
        return world;
      };
      const counting = countingProcess();
      const whole = await create();
      await whole.look(stepping(whole.ports, counting));
      const told = await whole.lines();
      expect(
        told
          .slice(-2)
          .map(({ event, finding }) => `${event} ${finding}`)
          .sort(),
      ).toEqual(lines);
      for (const stop of aShareOf(stopsOf(counting), 2)) {
        const world = await create();
        await world.look(stepping(world.ports, dyingProcess(stop, counting))).catch(() => {});
        world.wait(1);
        await world.look();
        await world.check();
        const found = await world.lines();
        expect(found.map(wordsOf), `${stop.when} ${stop.name}`).toEqual(told.map(wordsOf));
      }
    },
  );
});

function wordsOf({ event, finding, sector }: { event: string; finding: string; sector: string | null }) {
  return { event, finding, sector };
}
