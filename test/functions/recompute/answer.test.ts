import { beforeAll, describe, expect, it } from "vitest";
import { answerOf } from "../../../functions/recompute/answer.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { memoryPorts } from "../../support/memory.ts";
import { deploymentOf, positionOf } from "../../support/samples.ts";

const deployment = deploymentOf();

async function resultsWith(suppliers: number) {
  const positions = Array.from({ length: suppliers }, (_, index) =>
    positionOf({ positionId: `P-${index}`, supplierId: `${"s".repeat(60)}-${index}` }),
  );
  return await recompute({ asOf: "2026-07-31" }, memoryPorts(positions), deployment);
}

describe("the answer of an invocation", () => {
  let tooLarge: ReturnType<typeof resultsWith>;
  beforeAll(() => {
    tooLarge = resultsWith(20_000);
  });

  it("is what was found, as long as Lambda takes it", async () => {
    const results = await resultsWith(100);
    expect(answerOf(results)).toBe(results);
  });

  it("keeps the largest keys when it would be too large, and says so", async () => {
    const results = await tooLarge;
    expect(JSON.stringify(results).length).toBeGreaterThan(6_000_000);
    const [result] = answerOf(results);
    expect(JSON.stringify(result).length).toBeLessThan(1_000_000);
    expect(result).toMatchObject({ shortened: true, alerts: [], assessment: { positions: 20_000 } });
    const [scope] = result?.assessment.scopes ?? [];
    expect(scope !== undefined && "facets" in scope ? scope.facets.supplier.keys.length : 0).toBe(100);
  });

  it("counts and bounds removals that it leaves out, together with those that were not listed before", async () => {
    const [result] = await tooLarge;
    const [scope, ...others] = result?.assessment.scopes ?? [];
    if (result === undefined || scope === undefined || !("removals" in scope)) throw new Error("no scope");
    const removals = Array.from({ length: 150 }, (_, at) => {
      const loss = { lower: (150 - at) / 200, upper: at === 120 ? 0.9 : 0.8 };
      return { kind: "owner" as const, key: `o${at}`, name: `O ${at}`, loss };
    });
    const shortened = (more: {
      moreRemovals?: number;
      moreRemovalsAtMost?: { lower: number; upper: number };
    }) => {
      const { moreRemovals: _, moreRemovalsAtMost: __, ...rest } = scope;
      const assessment = { ...result.assessment, scopes: [{ ...rest, removals, ...more }, ...others] };
      const [answer] = answerOf([{ ...result, assessment }]);
      const [short] = answer?.assessment.scopes ?? [];
      if (short === undefined || !("removals" in short)) throw new Error("no scope");
      return [short.removals.length, short.moreRemovals, short.moreRemovalsAtMost];
    };
    expect(shortened({})).toEqual([100, 50, { lower: 0.25, upper: 0.9 }]);
    const atMost = { lower: 0.3, upper: 0.5 };
    expect(shortened({ moreRemovals: 7, moreRemovalsAtMost: atMost })).toEqual([
      100,
      57,
      { lower: 0.3, upper: 0.9 },
    ]);
    // An older version did not say by what they are bounded.
    expect(shortened({ moreRemovals: 7 })).toEqual([100, 57, undefined]);
  });
});
