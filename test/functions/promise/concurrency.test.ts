import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Publisher } from "../../../functions/ports/topics.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeAcknowledgements } from "../../../functions/silence/acknowledge.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import type { Bulletin } from "../../../shared/bulletin/bulletin.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { aShareOf } from "../../support/cases.ts";
import { dynamoStores } from "../../support/crash-worlds.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { waitingPorts, waitingRoom } from "../../support/interleaving.ts";
import { type MemoryPorts, memoryPorts, type ReadablePorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

/** A sector of its own for each seed, on stores that many runs share. */
interface Shared {
  published: Bulletin[];
  clock: { now: Date };
  /** Lets the others go on for a moment. */
  wait(): Promise<void>;
  /** One run, as of a day of July, that finds so many of the 1,000 USD to be Chinese. */
  run(
    date: number,
    chinese: number,
    publisher?: Publisher,
  ): Promise<{ publishes: boolean; notWritten: string | undefined }>;
  silence(until: number): Promise<unknown>;
  acknowledge(): Promise<unknown>;
  ledger(): Promise<Ledger>;
  /** The history: what was hidden, and what was told. */
  history(): Promise<string[]>;
}

function share(sector: string, memory: MemoryPorts, ports: ReadablePorts, wait: Shared["wait"]): Shared {
  const [rule] = chinaPolicy(sector).rules;
  if (rule === undefined) throw new Error("the policy has no rule");
  const policies = new Map([[sector, chinaPolicy(sector, { rules: [{ ...rule, remindEveryDays: 7 }] })]]);
  return {
    published: memory.stored.published,
    clock: memory.clock,
    wait,
    async run(date, chinese, publisher = ports.publisher) {
      const { positions } = memoryPorts(supplyWith(chinese, sector));
      const asOf = `2026-07-${date}`;
      const deployment = { policies, version: "1.2.3", place: null };
      const [result] = await recompute({ asOf }, { ...ports, positions, publisher }, deployment);
      return { publishes: result?.bulletin?.published ?? false, notWritten: result?.notWritten };
    },
    silence: (until) =>
      changeSilences({ sector, until: `2026-07-${until}`, by: "Ana", reason: "known" }, ports),
    acknowledge: () =>
      changeAcknowledgements({ sector, ack: "china-origin", by: "Ben", reason: "we know" }, ports),
    ledger: () => ports.ledgers.load(sector),
    async history() {
      const lines = (await ports.history.read(sector)).rows;
      return lines.map(({ event, published, by }) => (published || by !== null ? event : `hidden ${event}`));
    },
  };
}

const NO_RUN = { publishes: false, notWritten: undefined };
const RUNS = Array.from({ length: 20 });
const SEEDS = [...Array.from({ length: 20 }).keys()];
const kinds: [string, seeds: number[], (seed: number) => Shared][] = [
  ["in memory, in many orders", [...new Set([0, 19, ...aShareOf(SEEDS, 4)])], inMemory],
  ["in DynamoDB", aShareOf([0, 1, 2], 3), inDynamo],
];

describe.each(kinds)("twenty runs at once %s", (_name, seeds, create) => {
  it("publish each change once, record it once, and all end cleanly", async () => {
    for (const seed of seeds) {
      const shared = create(seed);
      for (const [date, chinese] of [
        [20, 300],
        [21, 700],
        [22, 100],
      ] as const) {
        const results = await Promise.all(RUNS.map(() => shared.run(date, chinese)));
        expect(results.filter(({ publishes }) => publishes)).toHaveLength(1);
        const ends = new Set(results.map(({ notWritten }) => notWritten));
        expect([undefined, "another run was first"]).toEqual(expect.arrayContaining([...ends]));
      }
      expect(shared.published.map(({ level }) => level)).toEqual(["warning", "critical", "none"]);
      expect(await shared.history()).toEqual(["raised", "worsened", "resolved"]);
    }
  });

  it("publish once what an earlier run has left behind", async () => {
    for (const seed of seeds) {
      const shared = create(50 + seed);
      const down = { publish: () => Promise.reject(new Error("SNS is down")) };
      await expect(shared.run(20, 300, down)).rejects.toThrow("SNS is down");
      shared.clock.now = new Date(shared.clock.now.getTime() + 61_000);
      await Promise.all(RUNS.map(() => shared.run(20, 300)));
      expect(shared.published).toHaveLength(1);
      expect((await shared.ledger()).outbox).toEqual([]);
    }
  });

  it("and a silence: it survives, and what happens is told before it or hidden by it, and never lost", async () => {
    const orders = new Set<string>();
    for (const seed of seeds) {
      const shared = create(100 + seed);
      await shared.run(20, 100);
      const isFirst = seed === seeds[0];
      const isLast = !isFirst && seed === seeds.at(-1);
      const silencing = async () => {
        for (let moment = 0; moment < seed; moment += 1) await shared.wait();
        // The last one comes when the runs have told; both orders are seen, however slow the machine is.
        while (isLast && shared.published.length === 0) await shared.wait();
        await shared.silence(25);
      };
      if (isFirst) await silencing();
      const runs = await Promise.all([
        ...RUNS.map(() => shared.run(21, 300)),
        ...(isFirst ? [] : [silencing().then(() => NO_RUN)]),
      ]);
      // The line about the silence waits for a run.
      await shared.run(21, 300);
      expect(await shared.ledger()).toMatchObject({ silences: [{ by: "Ana" }], outbox: [] });
      const history = await shared.history();
      orders.add(history.join(", then "));
      expect(shared.published).toHaveLength(history[0] === "raised" ? 1 : 0);
      expect(runs.filter(({ publishes }) => publishes)).toHaveLength(shared.published.length);
      // Worsened on the next day, it is hidden; at the end of the silence everything is told, once.
      await shared.run(22, 700);
      expect(shared.published).toHaveLength(history[0] === "raised" ? 1 : 0);
      await shared.run(25, 700);
      expect(shared.published.at(-1)?.level).toBe("critical");
      expect(shared.published).toHaveLength(history[0] === "raised" ? 2 : 1);
    }
    const possible = ["raised, then silenced", "silenced, then hidden raised"];
    expect(possible).toEqual(expect.arrayContaining([...orders]));
    if (seeds.length > 1) expect(orders.size).toBe(2);
  });

  it("and an acknowledgement: it is of the alert before or after they worsen it, and never undoes what they decide", async () => {
    const orders = new Set<string>();
    for (const seed of seeds) {
      const shared = create(200 + seed);
      await shared.run(20, 300);
      const isFirst = seed === seeds[0];
      const isLast = !isFirst && seed === seeds.at(-1);
      const acknowledging = async () => {
        for (let moment = 0; moment < seed; moment += 1) await shared.wait();
        while (isLast && shared.published.length === 1) await shared.wait();
        await shared.acknowledge();
      };
      if (isFirst) await acknowledging();
      await Promise.all([...RUNS.map(() => shared.run(21, 700)), ...(isFirst ? [] : [acknowledging()])]);
      // The line about the acknowledgement waits for a run.
      await shared.run(21, 700);
      expect(shared.published.map(({ level }) => level)).toEqual(["warning", "critical"]);
      const { alerts, acknowledgements, outbox } = await shared.ledger();
      expect([alerts.map(({ level }) => level), outbox]).toEqual([["critical"], []]);
      const history = await shared.history();
      orders.add(history.join(", "));
      const isAfter = history.at(-1) === "acknowledged";
      expect(acknowledgements.map(({ level }) => level)).toEqual(isAfter ? ["critical"] : []);
      // Seven days later a reminder is due, which only an acknowledgement holds back.
      await Promise.all(RUNS.map(() => shared.run(28, 700)));
      expect(shared.published).toHaveLength(isAfter ? 2 : 3);
    }
    const possible = ["raised, acknowledged, worsened, unacknowledged", "raised, worsened, acknowledged"];
    expect(possible).toEqual(expect.arrayContaining([...orders]));
    if (seeds.length > 1) expect(orders.size).toBe(2);
  });

  it.each([
    ["the same day", 20],
    ["two days", 21],
  ])(
    "with different data, of %s: what they tell is what they write, and the next run tells the rest",
    async (_days, other) => {
      for (const seed of seeds) {
        const shared = create(1000 * other + seed);
        await Promise.all(RUNS.map((_, n) => (n % 2 === 0 ? shared.run(20, 300) : shared.run(other, 700))));
        await shared.run(other, 700);
        const told = shared.published.flatMap(({ events }) => events.map(({ event }) => event));
        expect(await shared.history()).toEqual(told);
        const days = shared.published.map(({ asOf }) => asOf);
        expect(days).toEqual([...days].sort());
        expect(shared.published.at(-1)?.level).toBe("critical");
        expect(new Set(shared.published.map(({ id }) => id)).size).toBe(told.length);
      }
    },
  );
});

function inMemory(seed: number): Shared {
  const memory = memoryPorts();
  const wait = waitingRoom(seed);
  return share("ai", memory, waitingPorts(memory, wait), wait);
}

function inDynamo(seed: number): Shared {
  const memory = memoryPorts();
  const ports = { ...memory, ...dynamoStores(dynamo.client) };
  return share(`sector-${seed}`, memory, ports, () => setTimeout(100));
}
