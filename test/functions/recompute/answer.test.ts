import { describe, expect, it } from "vitest";
import { answerOf } from "../../../functions/recompute/answer.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, positionOf } from "../../support/samples.ts";

const deployment = { policies: new Map([["ai", chinaPolicy("ai")]]), version: "1.2.3", stack: null };

async function resultsWith(suppliers: number) {
  const positions = Array.from({ length: suppliers }, (_, index) =>
    positionOf({ positionId: `P-${index}`, supplierId: `${"s".repeat(60)}-${index}` }),
  );
  return await recompute({ asOf: "2026-07-31" }, memoryPorts(positions), deployment);
}

describe("the answer of an invocation", () => {
  it("is what was found, as long as Lambda takes it", async () => {
    const results = await resultsWith(100);
    expect(answerOf(results)).toBe(results);
  });

  it("keeps the largest keys when it would be too large, and says so", async () => {
    const results = await resultsWith(20_000);
    expect(JSON.stringify(results).length).toBeGreaterThan(6_000_000);
    const [result] = answerOf(results);
    expect(JSON.stringify(result).length).toBeLessThan(1_000_000);
    expect(result).toMatchObject({ shortened: true, alerts: [], assessment: { positions: 20_000 } });
    const [scope] = result?.assessment.scopes ?? [];
    expect(scope !== undefined && "facets" in scope ? scope.facets.supplier.keys.length : 0).toBe(100);
  });
});
