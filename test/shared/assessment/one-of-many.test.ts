import { describe, expect, it } from "vitest";
import { measuredSector } from "../../../shared/assessment/assessment.ts";
import { assessed, foldOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

function assessmentOf(only: { isOneOfMany?: true }) {
  const timed = { inputs: "none" as const, stockDays: 10, recoveryDays: 30 };
  return assessed({
    fold: foldOf([positionOf({ supplierId: "a" }), positionOf({ positionId: "2", supplierId: "b" })]),
    suppliers: suppliersOf(
      supplierOf({ supplierId: "a", country: "JP", ...timed }),
      supplierOf({ supplierId: "b", country: "KR", ...timed }),
    ),
    ...only,
  }).assessment;
}

describe("an assessment that is one of many", () => {
  it("has neither pairs nor losses in days, and is the same otherwise", () => {
    const [alone, one] = [assessmentOf({}), assessmentOf({ isOneOfMany: true })];
    expect(alone.pairs?.length).toBeGreaterThan(0);
    expect(measuredSector(alone)?.removals[0]).toHaveProperty("recovery");
    const { pairs: _, scopes, ...rest } = alone;
    expect(one).toEqual({
      ...rest,
      scopes: scopes.map((scope) =>
        "removals" in scope
          ? { ...scope, removals: scope.removals.map(({ recovery: _, ...removal }) => removal) }
          : scope,
      ),
    });
  });
});
