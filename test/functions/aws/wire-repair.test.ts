import { describe, expect, it, vi } from "vitest";
import { aShareOf } from "../../support/cases.ts";
import type { FaultKind } from "../../support/faulty-wire.ts";
import { everyTryOf, firstTryOf, wiredRun } from "../../support/wired-run.ts";

const wired = wiredRun();
const STRIKE = "PutItem ledgers ai (2)";

describe("a recompute that fails on the wire", () => {
  it("names the sector and the step, whatever it asked for, and the next run makes it good", async () => {
    for (const name of aShareOf(wired.names, 4)) {
      await failAndRepair(name, "an internal error");
      // What was published and could not be struck is published again, under the same id.
      await wired.expectToldAndClean(name === STRIKE ? 2 : 1, name);
    }
  });

  it("is made good by the next run also when what it wrote took place and no answer told so", async () => {
    const writes = wired.names.filter((name) => name.startsWith("PutItem") || name === "Publish");
    expect(writes).toHaveLength(9);
    for (const name of aShareOf(writes, 2)) {
      await failAndRepair(name, "a lost answer");
      // Four tries of the run that failed, and the next run.
      await wired.expectToldAndClean(name === "Publish" ? 5 : 1, name);
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
  expect(tries, name).toHaveLength(name === "Publish" ? 4 : 6);
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
  ];
  const [, step] = steps.find(([asked]) => asked.test(name)) ?? [];
  if (step === undefined) throw new Error(`no step asks for ${name}`);
  return new RegExp(`^ai: ${step}: ${REASON}`);
}
