import { describe, expect, it } from "vitest";
import { type Turn, waitOutTheClaim } from "../../support/crash-matrix.ts";
import { type Outcome, outcomeOf, stateOf } from "../../support/crash-outcome.ts";
import { ack, day, lift, silence, withdraw } from "../../support/crash-scenarios.ts";
import { memoryWorld, type World } from "../../support/crash-worlds.ts";
import { countingProcess, dyingProcess, type Stop, stopsOf, tookEffect } from "../../support/crashing.ts";

// An open alert first: its ledger has version 2, so that the first silence is s3.
const alert = day(20, 300);
const worsened = day(21, 700);

describe("a silence that stops anywhere", () => {
  it("stands or does not, and the next recompute keeps to it and writes its line", async () => {
    for (const { isWritten, world } of await crashed([alert], silence(25))) {
      await next(world, worsened);
      const { ledger, lines, published } = await outcomeOf(world);
      expect(ledger.silences.map(({ id }) => id)).toEqual(isWritten ? ["s3"] : []);
      expect(ledger.outbox).toEqual([]);
      expect(ledger.alerts).toMatchObject([{ level: "critical" }]);
      const worsening = { event: "worsened", published: !isWritten };
      const silenced = { event: "silenced", silence: "s3", by: "Ana" };
      expect(lines).toMatchObject([{ event: "raised" }, ...(isWritten ? [silenced] : []), worsening]);
      expect(published).toHaveLength(isWritten ? 1 : 2);
      await next(world, day(25, 700));
      expect(world.published.map(({ level }) => level)).toEqual(["warning", "critical"]);
    }
  });

  it("and is asked for again, stands once or twice: each has one line, and all end on the same day", async () => {
    for (const { isWritten, world } of await crashed([alert], silence(25))) {
      await silence(25)(world, world.ports);
      await next(world, worsened);
      const { ledger, lines } = await outcomeOf(world);
      const ids = ledger.silences.map(({ id }) => id);
      expect(ids).toEqual(isWritten ? ["s3", ids[1]] : ["s3"]);
      expect(lines.map(({ event }) => event)).toEqual(["raised", ...ids.map(() => "silenced"), "worsened"]);
      expect(lines.slice(1, -1).map((line) => line.silence)).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
      expect(world.published).toHaveLength(1);
      await next(world, day(25, 700));
      expect((await outcomeOf(world)).ledger).toMatchObject({ silences: [], outbox: [] });
      expect(world.published).toHaveLength(2);
    }
  });
});

describe("the lifting of a silence that stops anywhere", () => {
  const before = [alert, silence(25), worsened];

  it("and is asked for again, is done, or says that it was", async () => {
    const outcomes: Outcome[] = [];
    for (const { isWritten, world } of await crashed(before, lift("s3"))) {
      const again = lift("s3")(world, world.ports);
      if (isWritten) await expect(again).rejects.toThrow('"s3" is not a silence of ai; it has none');
      else await again;
      await next(world, worsened);
      outcomes.push(await outcomeOf(world));
    }
    for (const { ledger, lines, published } of outcomes) {
      expect(ledger).toMatchObject({ silences: [], outbox: [] });
      const events = ["raised", "silenced", "worsened", "lifted", "worsened"];
      expect(lines.map(({ event }) => event)).toEqual(events);
      expect(published.map(({ level }) => level)).toEqual(["warning", "critical"]);
      expect(stateOf(ledger)).toEqual(stateOf(outcomes[0]?.ledger ?? ledger));
    }
  });
});

describe("an acknowledgement that stops anywhere", () => {
  const weekly = (date: number) => day(date, 300, { remindEveryDays: 7 });

  it("stands or does not, and the next recompute keeps to it and writes its line", async () => {
    for (const { isWritten, world } of await crashed([weekly(20)], ack())) {
      await next(world, weekly(27));
      const { ledger, lines } = await outcomeOf(world);
      expect(ledger.acknowledgements.map(({ id }) => id)).toEqual(isWritten ? ["a3"] : []);
      expect(lines.map(({ event }) => event)).toEqual(["raised", isWritten ? "acknowledged" : "reminder"]);
      expect(world.published).toHaveLength(isWritten ? 1 : 2);
    }
  });

  it("and is asked for again, is there once, with a line for each that was written", async () => {
    for (const { isWritten, world } of await crashed([weekly(20)], ack())) {
      await ack()(world, world.ports);
      await next(world, weekly(27));
      const { ledger, lines } = await outcomeOf(world);
      expect(ledger).toMatchObject({ acknowledgements: [{ by: "Ana" }], outbox: [] });
      expect(lines.map(({ event }) => event)).toEqual([
        "raised",
        ...Array(isWritten ? 2 : 1).fill("acknowledged"),
      ]);
      expect(world.published).toHaveLength(1);
    }
  });

  it("as it is withdrawn, goes on or is over, and the next recompute reminds accordingly", async () => {
    for (const { isWritten, world } of await crashed([weekly(20), ack()], withdraw("a3"))) {
      await next(world, weekly(27));
      const { ledger, lines } = await outcomeOf(world);
      expect(ledger.acknowledgements).toHaveLength(isWritten ? 0 : 1);
      const ended = isWritten ? ["unacknowledged", "reminder"] : [];
      expect(lines.map(({ event }) => event)).toEqual(["raised", "acknowledged", ...ended]);
      expect(world.published).toHaveLength(isWritten ? 2 : 1);
    }
  });
});

/** A turn, crashed at each of its steps in a world of its own, and whether its put was written all the same. */
async function crashed(before: Turn[], turn: Turn): Promise<{ isWritten: boolean; world: World }[]> {
  const counting = countingProcess();
  await turn(...(await start(before, (world) => world.portsOf(counting))));
  expect(counting.steps).toEqual(["ledgers.load", "ledgers.saveSilences"]);
  const crash = async (stop: Stop) => {
    const [world, ports] = await start(before, (world) => world.portsOf(dyingProcess(stop, counting)));
    await expect(turn(world, ports)).rejects.toThrow("the process died");
    return { isWritten: tookEffect(counting.steps.indexOf("ledgers.saveSilences"), stop), world };
  };
  return await Promise.all(stopsOf(counting).map(crash));
}

async function start(before: Turn[], portsOf: (world: World) => World["ports"]) {
  const world = await memoryWorld();
  for (const turn of before) await turn(world, world.ports);
  return [world, portsOf(world)] as const;
}

async function next(world: World, turn: Turn): Promise<void> {
  waitOutTheClaim(world);
  await turn(world, world.ports);
}
