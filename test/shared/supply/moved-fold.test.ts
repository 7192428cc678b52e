import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fold } from "../../../shared/supply/fold.ts";
import { moveExposure, soldBy } from "../../../shared/supply/moved-fold.ts";
import { splitExactly } from "../../../shared/supply/split-exactly.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const sum = (parts: readonly number[]) => parts.reduce((all, one) => all + one, 0);
const soldOf = (fold: Fold, id: string) => sum(soldBy(fold, id, "bess").map(({ exposure }) => exposure));

describe("an amount that is split", () => {
  it("adds up, and gives no weight more than itself", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 2 ** 45 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const amount = asMinor(Math.floor(sum(all) * part));
        const parts = splitExactly(amount, all.map(asMinor));
        expect(sum(parts)).toBe(amount);
        for (const [at, one] of parts.entries()) expect(one).toBeLessThanOrEqual(all[at] ?? 0);
      }),
    );
  });
});

const lineArbitrary = fc.record({
  supplierId: fc.constantFrom("catl", "lg", "byd", null),
  item: fc.constantFrom("bess", "ups-lithium"),
  originCountry: fc.constantFrom("CN", "KR", "US", null),
  program: fc.constantFrom("p", "q", null),
  exposure: fc.integer({ min: 1, max: 1_000_000 }),
});
const suppliers = suppliersOf(
  supplierOf({ supplierId: "catl", country: "CN" }),
  supplierOf({ supplierId: "byd", country: "CN" }),
  supplierOf({ supplierId: "lg", country: "KR" }),
  supplierOf({ supplierId: "new", country: "KR", inputs: "none" }),
);
const policy = policyOf({
  rules: [
    ruleOf(),
    ruleOf({ id: "hhi", measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } }),
    ruleOf({ id: "china", by: "item", measure: { kind: "look-through", of: { countries: ["CN"] } } }),
    ruleOf({ id: "loss", measure: { kind: "loss", of: "owner" } }),
  ],
});

describe("a moved fold", () => {
  it("is measured as positions that were really changed that way", () => {
    const given = fc.array(lineArbitrary, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 100 }), (lines, parts) => {
        const positions = lines.map((line, at) => positionOf({ positionId: `P-${at}`, ...line }));
        const fold = foldOf(positions);
        const from = fold.cells.size > 0 ? "catl" : "";
        const held = soldOf(fold, from);
        fc.pre(held > 0);
        const exposure = asMinor(Math.floor((held * parts) / 100));
        const before = structuredClone(fold);
        const moved = moveExposure(fold, { item: "bess", from, to: "new", exposure, madeIn: "KR" });
        expect(fold).toEqual(before);
        expect(soldOf(moved, "new")).toBe(exposure);
        expect(soldOf(moved, from)).toBe(held - exposure);
        // The same by hand: each cell of the giver becomes two positions.
        const others = positions.filter(({ supplierId, item }) => supplierId !== from || item !== "bess");
        const cells = soldBy(fold, from, "bess");
        const gives = splitExactly(
          exposure,
          cells.map((cell) => cell.exposure),
        );
        const changed = cells.flatMap((cell, at) => {
          const gone = gives[at] ?? asMinor(0);
          const base = { ...cell, positionId: `M-${at}` };
          return [
            positionOf({ ...base, exposure: asMinor(cell.exposure - gone) }),
            positionOf({ ...base, supplierId: "new", originCountry: "KR", exposure: gone }),
          ].filter((one) => one.exposure > 0);
        });
        const real = foldOf([...others, ...changed]);
        expect(assessed({ fold: moved, suppliers, policy }).assessment.rules).toEqual(
          assessed({ fold: real, suppliers, policy }).assessment.rules,
        );
      }),
    );
  });

  it("is made where the taker makes the item, and where is not known when it sells none", () => {
    const fold = foldOf([
      positionOf({ positionId: "a", supplierId: "catl", originCountry: "CN", exposure: 100 }),
      positionOf({ positionId: "b", supplierId: "lg", originCountry: "KR", exposure: 30 }),
      positionOf({ positionId: "c", supplierId: "lg", originCountry: "US", exposure: 10 }),
    ]);
    const move = { item: "bess", from: "catl", exposure: asMinor(40) };
    const madeIn = (to: string) =>
      soldBy(moveExposure(fold, { ...move, to }), to, "bess").map((one) => [one.originCountry, one.exposure]);
    expect(madeIn("lg")).toEqual([
      ["KR", 60],
      ["US", 20],
    ]);
    expect(madeIn("byd")).toEqual([[null, 40]]);
  });

  it("keeps of what is in both windows only the part that has not moved", () => {
    const fold = foldOf([positionOf({ supplierId: "catl", exposure: 100 })]);
    const both = { ...fold, common: structuredClone(fold.cells) };
    const moved = moveExposure(both, { item: "bess", from: "catl", to: "lg", exposure: asMinor(25) });
    expect([...moved.common.values()].map(({ supplierId, exposure }) => [supplierId, exposure])).toEqual([
      ["catl", 75],
    ]);
  });
});
