import { describe, expect, it, vi } from "vitest";
import { aShareOf } from "../../support/cases.ts";
import type { FaultKind } from "../../support/faulty-wire.ts";
import { everyTryOf, firstTryOf, wiredRun } from "../../support/wired-run.ts";

const wired = wiredRun();
/** How often what is sent is tried. */
const TRIES = { Publish: 4, PutEvents: 3 };
const STRIKE = "PutItem ledgers ai (2)";

describe("a recompute that fails on the wire", () => {
  it("names the sector and the step, whatever it asked for, and the next run makes it good", async () => {
    for (const name of aShareOf(wired.names, 4)) {
      await failAndRepair(name, "an internal error");
      // What was published and could not be struck is published again, under the same id.
      const times = name === STRIKE ? 2 : 1;
      await wired.expectToldAndClean(times, name, times);
    }
  });

  it("is made good by the next run also when what it wrote took place and no answer told so", async () => {
    const writes = wired.names.filter((name) => name.startsWith("PutItem") || name in TRIES);
    expect(writes).toHaveLength(10);
    for (const name of aShareOf(writes, 2)) {
      await failAndRepair(name, "a lost answer");
      // The tries of the run that failed, and the next run.
      const times = (sent: keyof typeof TRIES) => (name === sent ? TRIES[sent] + 1 : 1);
      await wired.expectToldAndClean(times("Publish"), name, times("PutEvents"));
    }
  });

  it("tries as often as in production, and waits as long between the tries", async () => {
    const { cloud } = wired;
    vi.restoreAllMocks();
    const tries = async (name: string) => {
      await cloud.reset();
      cloud.wire.let({ kind: "an internal error", to: everyTryOf(name) });
      await wired.run();
      return cloud.wire.requests.filter((asked) => asked.name === name).map(({ attempt }) => attempt);
    };
    expect(await tries("GetItem ledgers ai")).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await tries("Publish")).toEqual([1, 2, 3, 4]);
    expect(await tries("PutEvents")).toEqual([1, 2, 3]);
  });
});

describe("a run whose answer to the put of the ledger was lost", () => {
  const lost = { kind: "a lost answer" as const, to: firstTryOf("PutItem ledgers ai") };

  it("does not take itself for another run: it publishes what it wrote", async () => {
    wired.cloud.wire.let(lost);
    const { results } = await wired.run();
    expect(results).toMatchObject([{ bulletin: { published: true }, alerts: [{ event: "raised" }] }]);
    expect(results?.[0]?.notWritten).toBeUndefined();
    await wired.expectToldAndClean(1, lost.kind);
  });

  it("fails when it cannot find out whose the ledger is, and the next run publishes", async () => {
    const { cloud } = wired;
    cloud.wire.let(lost, { kind: "an internal error", to: everyTryOf("GetItem ledgers ai (2)") });
    expect((await wired.run()).error?.message).toBe("ai: writing its ledger: Internal error.");
    expect(cloud.published).toEqual([]);
    cloud.wire.let();
    cloud.waitOutTheClaim();
    expect((await wired.run()).results).toMatchObject([{ recovered: [expect.any(String)] }]);
    await wired.expectToldAndClean(1, lost.kind);
  });
});

/** A run in which something fails at each try, and one after it in which nothing does. */
async function failAndRepair(name: string, kind: FaultKind): Promise<void> {
  const { cloud } = wired;
  await cloud.reset();
  cloud.wire.let({ kind, to: everyTryOf(name) });
  expect((await wired.run()).error?.message, name).toMatch(stepOf(name));
  const tries = cloud.wire.requests.filter((asked) => asked.name === name);
  expect(tries, name).toHaveLength(TRIES[name as keyof typeof TRIES] ?? 6);
  cloud.wire.let();
  cloud.waitOutTheClaim();
  expect(await wired.run(), name).toMatchObject({ error: null });
}

const REASON = String.raw`(Internal error\.|the connection broke before the whole answer came)$`;

/** What an error says that comes from a request. */
function stepOf(name: string): RegExp {
  const steps: [RegExp, string][] = [
    [/^GetItem ledgers/, "reading its ledger"],
    [/^Query positions/, "reading its positions"],
    [/^Scan/, "reading suppliers and links"],
    [/^Query assessments refused#/, "reading what was refused"],
    [/^Query assessments importing#/, "reading which imports are under way"],
    [/^(Query|GetItem) assessments baseline/, "reading what was trusted before"],
    [/^Query assessments/, "reading its earlier assessments"],
    [/^PutItem assessments bas/, "writing what it stands on"],
    [/^PutItem assessments event/, "writing its history"],
    [/^\w+Item assessments/, "writing its assessment"],
    [/^PutItem ledgers/, "writing its ledger"],
    [/^Publish/, String.raw`bulletin \S+ is written but could not be published`],
    [/^PutEvents/, String.raw`1 event could not be put on the bus \(\S+/china-origin/raised\)`],
  ];
  const [, step] = steps.find(([asked]) => asked.test(name)) ?? [];
  if (step === undefined) throw new Error(`no step asks for ${name}`);
  return new RegExp(`^ai: ${step}: ${REASON}`);
}
