import { describe, expect, it } from "vitest";
import type { WatchdogPorts } from "../../../functions/watchdog/ports.ts";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import { emptyWatch } from "../../../shared/watchdog/watch.ts";
import { slow, waitingRoom } from "../../support/interleaving.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

const policies = new Map([["ai", chinaPolicy("ai")]]);
const options = {
  ...{ policies, version: "1.2.3", place: null, staleAfterDays: 0 },
  ...{ subscribers: null, operators: null },
};
const SOMEBODY = { list: async () => [{ protocol: "sqs", endpoint: "q", isConfirmed: true }] };
// With a grace of no days, that is news at the first look.
const NEWS = "[OPERATIONS] ai was never recomputed";

/** A watchdog over a sector that was never recomputed, and the subjects of what it tells. */
function watched() {
  const memory = memoryPorts(supplyWith(300));
  const told: string[] = [];
  const ports: WatchdogPorts = {
    ...memory,
    subscriptions: SOMEBODY,
    operators: SOMEBODY,
    operations: { publish: async ({ subject }) => void told.push(subject) },
  };
  return { ports, told, clock: memory.clock, lines: memory.stored.findings };
}

describe("looks at once", () => {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);

  it.each(seeds)("tell the same once, in whatever order they write (%i)", async (seed) => {
    const { ports, told } = watched();
    const room = waitingRoom(seed);
    const one = {
      ...ports,
      watches: slow(ports.watches, room),
      operations: slow(ports.operations, room),
      wait: async (ms: number) => {
        await room();
        await ports.wait(ms);
      },
    };
    const results = await Promise.all([1, 2, 3].map(() => watch(one, options)));
    expect(told).toEqual([NEWS]);
    expect(results.filter(({ message }) => message !== null)).toHaveLength(1);
    const [first] = results;
    for (const { problems } of results) expect(problems).toEqual(first?.problems);
    const remembered = first?.problems.map(({ commands: _, ...problem }) => problem);
    expect(await ports.watches.load()).toMatchObject({
      watch: { problems: remembered },
      claimedUntil: null,
    });
  });

  it("remember what is not yet to be told without telling each other's again", async () => {
    const { ports, told } = watched();
    const later = { ...options, staleAfterDays: 3 };
    const room = waitingRoom(1);
    const one = { ...ports, watches: slow(ports.watches, room) };
    const results = await Promise.all([watch(one, later), watch(one, later)]);
    expect(results.map(({ problems }) => problems)).toMatchObject([[{ toldAt: null }], [{ toldAt: null }]]);
    expect(told).toEqual([]);
    const remembered = results[0].problems.map(({ commands: _, ...problem }) => problem);
    expect((await ports.watches.load()).watch.problems).toEqual(remembered);
  });

  it("have lines in the order in which they told, whichever began first and whose clock is ahead", async () => {
    const { ports, clock, lines } = watched();
    const gate = Promise.withResolvers<void>();
    // The first to begin goes on when the other has told, with a clock that is behind. It cannot look at the subscriptions.
    const subscriptions = {
      list: async () => {
        await gate.promise;
        throw new Error("throttled");
      },
    };
    const first = watch({ ...ports, subscriptions }, options);
    const { now } = clock;
    clock.now = new Date(now.getTime() + 60_000);
    const second = await watch(ports, options);
    clock.now = new Date(now.getTime() + 30_000);
    gate.resolve();
    const { message } = await first;
    expect([second.message?.subject, message?.subject]).toEqual([
      NEWS,
      expect.stringContaining("cannot look at"),
    ]);
    expect(lines.map(({ at }) => at)).toEqual(
      [60_000, 60_001].map((ms) => new Date(now.getTime() + ms).toISOString()),
    );
    expect(lines).toMatchObject([{ event: "found" }, { event: "found" }]);
  });

  it("that get ahead of it every time stop it", async () => {
    const { ports, told } = watched();
    const watches = { ...ports.watches, save: async () => "conflict" as const };
    await expect(watch({ ...ports, watches }, options)).rejects.toThrow(
      "other looks changed what is remembered during each of 100 readings of it",
    );
    expect(told).toEqual([]);
  });
});

describe("a look that stopped after it had claimed to tell", () => {
  const until = (minutes: number, { now }: { now: Date }) =>
    new Date(now.getTime() + minutes * 60_000).toISOString();

  it("is waited for until its claim has ended: then the next look tells", async () => {
    const { ports, told, clock } = watched();
    const claimedUntil = until(2, clock);
    await ports.watches.save(emptyWatch, 0, claimedUntil);
    expect((await watch(ports, options)).message?.subject).toBe(NEWS);
    expect(told).toEqual([NEWS]);
    expect(clock.now.toISOString()).toBe(claimedUntil);
  });

  it("holds nothing with a claim of a clock that ran ahead", async () => {
    const { ports, told, clock } = watched();
    const { now } = clock;
    await ports.watches.save(emptyWatch, 0, until(60, clock));
    await watch(ports, options);
    expect(told).toEqual([NEWS]);
    expect(clock.now).toEqual(now);
  });
});

describe("a look that cannot tell or remember", () => {
  it("leaves what it could not tell to the next one, which does not wait", async () => {
    const { ports, told, clock } = watched();
    const { now } = clock;
    const operations = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(watch({ ...ports, operations }, options)).rejects.toThrow(
      "the operations topic could not be told: SNS is down",
    );
    await watch(ports, options);
    expect(told).toEqual([NEWS]);
    expect(clock.now).toEqual(now);
  });

  it("says both reasons when it can neither tell nor let go of its claim", async () => {
    const { ports } = watched();
    const operations = { publish: () => Promise.reject(new Error("SNS is down")) };
    const watches = failingAfter(1, ports);
    await expect(watch({ ...ports, operations, watches }, options)).rejects.toThrow(
      /SNS is down; .*: no write$/,
    );
  });

  it("tells what it cannot claim, and fails: better twice than never", async () => {
    const { ports, told } = watched();
    await expect(watch({ ...ports, watches: failingAfter(0, ports) }, options)).rejects.toThrow(
      "it will tell the same again: what was told could not be remembered: no write",
    );
    expect(told).toEqual([NEWS]);
  });

  it("fails when what it told could not be remembered", async () => {
    const { ports, told } = watched();
    await expect(watch({ ...ports, watches: failingAfter(1, ports) }, options)).rejects.toThrow(
      "what was told could not be remembered: no write",
    );
    expect(told).toEqual([NEWS]);
  });

  it("fails when somebody wrote in spite of its claim", async () => {
    const { ports, told } = watched();
    const operations = {
      publish: async () => {
        told.push("published");
        await ports.watches.save(emptyWatch, 1, null);
      },
    };
    await expect(watch({ ...ports, operations }, options)).rejects.toThrow(
      "what was told could not be remembered: another look changed what is remembered",
    );
    expect(told).toEqual(["published"]);
  });
});

/** A memory that takes so many writes, and no more. */
function failingAfter(writes: number, { watches }: WatchdogPorts): WatchdogPorts["watches"] {
  let left = writes;
  return {
    ...watches,
    save: async (...given) => {
      if (left === 0) throw new Error("no write");
      left -= 1;
      return await watches.save(...given);
    },
  };
}
