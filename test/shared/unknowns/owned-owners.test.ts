import { expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { seenNow, viewOf } from "../../support/supply-worlds.ts";

/** The share of what the named one owns, where `sub` belongs to `holding` by a stake, and nobody knows `ghost`. */
function found(owners: string[], parentStake: number | null) {
  const supplier = (supplierId: string, parentId: string | null) =>
    supplierOf({
      supplierId,
      name: supplierId,
      parentId,
      parentStake: parentId === null ? null : parentStake,
    });
  const world = {
    suppliers: [supplier("sub", "holding"), supplier("holding", null)],
    links: [],
    positions: ["sub", "ghost", null].map((supplierId, at) =>
      positionOf({ positionId: `P-${at}`, supplierId, exposure: 100 }),
    ),
  };
  const rule = ruleOf({ measure: { kind: "share", of: { owners } } });
  const view = viewOf(world, "unknown");
  const [seen] = observeRule(rule, view, () => null);
  const asked = openValueOf(rule, null, seenNow(view))?.unknowns.map((unknown) => unknown.asked) ?? [];
  return { observed: seen?.observed, asked: asked.sort() };
}

it("a company that certainly belongs to somebody else owns nobody, and no answer changes that", () => {
  expect(found(["sub"], 0.9)).toEqual({ observed: { lower: 0, upper: 0 }, asked: [] });
});

it("its owner may own what is unknown", () => {
  const known = found(["holding"], 0.9);
  expect(known.observed).toEqual({ lower: 1 / 3, upper: 1 });
  expect(known.asked).toEqual(expect.arrayContaining(["ghost", null]));
  expect(found(["sub", "holding"], 0.9)).toEqual(known);
});

it("and one that perhaps belongs to nobody may own it too", () => {
  expect(found(["sub"], null).observed).toEqual({ lower: 0, upper: 1 });
  expect(found(["sub"], 0.2).observed).toEqual({ lower: 1 / 3, upper: 1 });
});
