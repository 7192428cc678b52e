import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { assessed, foldOf, policyOf, ruleOf, simulated, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const MAKERS = ["catl", "lg", "sdi"];
const suppliers = suppliersOf(
  ...MAKERS.map((supplierId) =>
    supplierOf({ supplierId, country: supplierId === "catl" ? "CN" : "KR", inputs: "none" }),
  ),
);

const position = fc
  .record({
    supplierId: fc.constantFrom(...MAKERS),
    item: fc.constantFrom("bess", "ups"),
    program: fc.constantFrom("north", "south", null),
    exposure: fc.integer({ min: 1, max: 60_00 }),
  })
  .map((one) => positionOf({ ...one, originCountry: one.supplierId === "catl" ? "CN" : "KR" }));
const supply = fc
  .array(position, { minLength: 1, maxLength: 8 })
  .map((all): Position[] => all.map((one, at) => ({ ...one, positionId: `P-${at}` })));
const rule: fc.Arbitrary<Rule> = fc
  .record({
    by: fc.constantFrom("item" as const, "program" as const, undefined),
    atLeast: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ by, atLeast }) => ruleOf({ atLeast, ...(by === undefined ? {} : { by }) }));

const belowIn = (world: Parameters<typeof assessed>[0]) =>
  assessed(world).observations.map(({ group, isBelowFloor }) => [group, isBelowFloor]);

describe("moving supply in a rule with a floor", () => {
  it("takes no group below it, nor above", () => {
    const part = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(supply, rule, part, (positions, one, moved) => {
        const first = positions[0];
        if (first?.supplierId == null) return;
        const to = MAKERS.find((id) => id !== first.supplierId) ?? "lg";
        const move = [{ part: moved, item: first.item, from: first.supplierId, to }];
        const { rules = [] } = simulated({
          fold: foldOf(positions),
          suppliers,
          policy: policyOf({ rules: [one] }),
          move,
        });
        for (const { before, after } of rules) expect(after.belowFloor).toBe(before.belowFloor);
      }),
    );
  });

  it("is no remedy of a group below it, and one that is tried clears the limit by its figure", () => {
    fc.assert(
      fc.property(supply, rule, (positions, one) => {
        const world = { fold: foldOf(positions), suppliers, policy: policyOf({ rules: [one] }) };
        const { observations, tried } = assessed(world);
        for (const observation of observations) {
          if (observation.isBelowFloor) expect(observation.remedy).toBeNull();
          const moves = tried(observation);
          if (moves === null) continue;
          const { rules = [] } = simulated({ ...world, move: moves.moves });
          const after = rules.find(({ group }) => group === observation.group)?.after;
          expect(after?.observed?.lower ?? 1).toBeLessThanOrEqual(0.65);
          expect(after?.belowFloor).toBeUndefined();
        }
        expect(belowIn(world)).toHaveLength(observations.length);
      }),
    );
  });
});
