import { describe, expect, it } from "vitest";
import { type FaultKind, losesTheAnswer } from "../support/faulty-wire.ts";
import { firstTryOf, wiredRun } from "../support/wired-run.ts";

const wired = wiredRun();

describe("a recompute that raises an alert", () => {
  it("asks for each thing once, the last of them to strike what it has published", () => {
    expect(new Set(wired.names).size).toBe(wired.names.length);
    expect(wired.names.filter((name) => name.startsWith("Query positions"))).toHaveLength(16);
    const last = ["PutItem ledgers ai", "Publish", "PutItem assessments event#…", "PutItem ledgers ai (2)"];
    expect(wired.names.slice(-4)).toEqual(last);
  });

  const toEach: FaultKind[] = ["throttled", "a lost answer", "half an answer"];

  it.each(toEach)("ends as if nothing had been when any one of its requests meets %s", async (kind) => {
    for (const name of wired.names) await expectNothingOf(kind, [name]);
  });

  const toStages: FaultKind[] = [
    "throttled as a table",
    "an internal error",
    "an error page",
    "no answer",
    "a reset before it arrives",
  ];

  it.each(toStages)(
    "ends as if nothing had been when all that it asks for at once meets %s",
    async (kind) => {
      const isAtOnce = (name: string) => name.startsWith("Query positions") || name.startsWith("Scan");
      await expectNothingOf(kind, wired.names.filter(isAtOnce));
      for (const name of wired.names.filter((name) => !isAtOnce(name))) await expectNothingOf(kind, [name]);
    },
  );
});

/** Expects a run to overcome a fault, and to publish twice only if the fault lost the answer of a publish. */
async function expectNothingOf(kind: FaultKind, names: string[]): Promise<void> {
  const { cloud } = wired;
  await cloud.reset();
  cloud.wire.let(...names.map((name) => ({ kind, to: firstTryOf(name) })));
  expect(await wired.run(), names[0]).toMatchObject({ error: null });
  const isTwice = names.includes("Publish") && losesTheAnswer(kind);
  await wired.expectToldAndClean(isTwice ? 2 : 1, names.join());
}
