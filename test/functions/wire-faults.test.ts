import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createPositionRows } from "../../functions/dynamo/position-store.ts";
import { type FaultKind, losesTheAnswer } from "../support/faulty-wire.ts";
import { chinaPolicy, supplyWith } from "../support/samples.ts";
import { startWiredCloud, type WiredCloud } from "../support/wired-cloud.ts";

const policy = chinaPolicy("ai");
const STRIKE = "PutItem ledgers ai (2)";

let cloud: WiredCloud;
/** What a run asks for when nothing fails, and what it leaves. */
let names: string[];
let clean: unknown;

beforeAll(async () => {
  cloud = await startWiredCloud({ requestTimeout: 400 });
  await createPositionRows(cloud.direct, "positions").put(supplyWith(300));
  await cloud.run(policy);
  names = cloud.wire.requests.map(({ name }) => name);
  clean = await cloud.stored("ai");
});
afterAll(() => cloud.close());

beforeEach(async () => {
  // The SDK waits a random part of its delays before it asks again: none, with this.
  vi.spyOn(Math, "random").mockReturnValue(0);
  await cloud.reset();
});
afterEach(() => {
  vi.restoreAllMocks();
  cloud.wire.let();
});

describe("a recompute that raises an alert", () => {
  it("asks for each thing once, the last of them to strike what it has published", () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(-4)).toEqual([
      "PutItem ledgers ai",
      "Publish",
      "PutItem assessments event#000000000001",
      STRIKE,
    ]);
    expect(names.filter((name) => name.startsWith("Query positions"))).toHaveLength(16);
  });

  const once: FaultKind[] = [
    "throttled",
    "an internal error",
    "a reset before it arrives",
    "a lost answer",
    "half an answer",
  ];

  it.each(once)("goes on as if nothing had been when any of its requests meets %s once", async (kind) => {
    for (const name of names) {
      await cloud.reset();
      cloud.wire.let({ kind, to: (asked) => asked.name === name && asked.attempt === 1 });
      expect(await cloud.run(policy), name).toMatchObject({ error: null });
      expect(await cloud.stored("ai"), name).toEqual(clean);
      expectPublished(name, name === "Publish" && losesTheAnswer(kind) ? 2 : 1);
    }
  });

  it("goes on when any of its requests gets no answer, those at the same time all at once", async () => {
    const isParallel = (name: string) => name.startsWith("Query positions") || name.startsWith("Scan");
    const alone = names.filter((name) => !isParallel(name)).map((name) => [name]);
    for (const unanswered of [...alone, names.filter(isParallel)]) {
      await cloud.reset();
      const faults = unanswered.map((silent) => ({
        kind: "no answer" as const,
        to: ({ name, attempt }: { name: string; attempt: number }) => name === silent && attempt === 1,
      }));
      cloud.wire.let(...faults);
      expect(await cloud.run(policy), unanswered[0]).toMatchObject({ error: null });
      expect(await cloud.stored("ai"), unanswered[0]).toEqual(clean);
      expectPublished(unanswered.join(), 1);
    }
  });

  it("fails and is made good by the next run when any of its requests fails each time", async () => {
    for (const name of names) {
      await failThenRepair(name, "an error page");
      // What was published could not be struck: the next run must take it for unpublished.
      expectPublished(name, name === STRIKE ? 2 : 1);
    }
  });

  it("fails and is made good by the next run when each answer to any of its writes is lost", async () => {
    const writes = names.filter((name) => name.startsWith("PutItem") || name === "Publish");
    expect(writes).toHaveLength(6);
    for (const name of writes) {
      await failThenRepair(name, "a lost answer");
      // Four tries of the run that failed, and the next run.
      expectPublished(name, name === "Publish" ? 5 : 1);
    }
  });
});

describe("a run whose answer to the put of the ledger was lost", () => {
  it("does not take itself for another run: it publishes what it wrote", async () => {
    cloud.wire.let({ kind: "a lost answer", to: isFirstTryOf("PutItem ledgers ai") });
    const { results } = await cloud.run(policy);
    expect(results).toMatchObject([{ bulletin: { published: true }, alerts: [{ event: "raised" }] }]);
    expect(results?.[0]?.notWritten).toBeUndefined();
    expectPublished("the put", 1);
  });

  it("fails when it cannot find out whose the ledger is, and the next run publishes", async () => {
    cloud.wire.let(
      { kind: "a lost answer", to: isFirstTryOf("PutItem ledgers ai") },
      { kind: "an internal error", to: ({ name }) => name === "GetItem ledgers ai (2)" },
    );
    const { error } = await cloud.run(policy);
    expect(error?.message).toBe("ai: writing its ledger: Internal error.");
    expect(cloud.published).toEqual([]);
    cloud.wire.let();
    cloud.waitOutTheClaim();
    expect((await cloud.run(policy)).results).toMatchObject([{ recovered: [expect.any(String)] }]);
    expect(await cloud.stored("ai")).toEqual(clean);
    expectPublished("the check", 1);
  });
});

function isFirstTryOf(step: string) {
  return ({ name, attempt }: { name: string; attempt: number }) => name === step && attempt === 1;
}

async function failThenRepair(name: string, kind: FaultKind): Promise<void> {
  await cloud.reset();
  cloud.wire.let({ kind, to: (asked) => asked.name === name });
  const { error } = await cloud.run(policy);
  expect(error?.message, name).toMatch(stepOf(name));
  const tries = cloud.wire.requests.filter((asked) => asked.name === name);
  expect(tries, name).toHaveLength(name === "Publish" ? 4 : 6);
  cloud.wire.let();
  cloud.waitOutTheClaim();
  expect(await cloud.run(policy), name).toMatchObject({ error: null });
  expect(await cloud.stored("ai"), name).toEqual(clean);
}

function expectPublished(name: string, times: number): void {
  const ids = cloud.published.map(({ id }) => id);
  expect(ids, name).toHaveLength(times);
  expect(new Set(ids).size, name).toBe(1);
}

const STEPS: [RegExp, RegExp][] = [
  [/^GetItem ledgers/, /^ai: reading its ledger: \w/],
  [/^Query positions/, /^ai: reading its positions: \w/],
  [/^Scan/, /^ai: reading suppliers and links: \w/],
  [/^Query assessments/, /^ai: reading its earlier assessments: \w/],
  [/^PutItem assessments event/, /^ai: writing its history: \w/],
  [/^\w+Item assessments/, /^ai: writing its assessment: \w/],
  [/^PutItem ledgers/, /^ai: writing its ledger: \w/],
  [/^Publish/, /^ai: bulletin \S+ is written but could not be published: \w/],
];

/** What an error says that comes from a request. */
function stepOf(name: string): RegExp {
  const step = STEPS.find(([asked]) => asked.test(name));
  if (step === undefined) throw new Error(`no step asks for ${name}`);
  return step[1];
}
