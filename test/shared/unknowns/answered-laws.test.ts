import fc from "fast-check";
import { expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import type { Bound, Interval } from "../../../shared/values/interval.ts";
import { type Answer, answered } from "../../support/answered-worlds.ts";
import { ruleOf, suppliersOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { positionOf } from "../../support/samples.ts";
import { seenNow, viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

// `there` is the company that answers against us name, or its country.
const MEASURES: Measure[] = [
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "look-through", of: { owners: ["there", "s1"] } },
  { kind: "look-through", of: { list: "1260h" } },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { owners: ["there"] } },
  { kind: "share", of: { suppliers: ["there"] } },
];

const CLOSE = 1e-9;

/** Whether a value is less at one bound, or at the other where that is the same. */
function isLess(one: Interval, other: Interval, first: Bound): boolean {
  const second = first === "lower" ? "upper" : "lower";
  const by = other[first] - one[first];
  return by > CLOSE || (by > -CLOSE && other[second] - one[second] > CLOSE);
}

function valueIn(world: World, measure: Measure): Interval {
  const [found] = observeRule(ruleOf({ measure }), viewOf(world, "unknown"), () => null);
  if (found?.observed == null) throw new Error("an empty world");
  return found.observed;
}

function expectClose(known: Interval, expected: Interval): void {
  expect(known.lower).toBeCloseTo(expected.lower, 9);
  expect(known.upper).toBeCloseTo(expected.upper, 9);
}

/** Whether several may own each other in a ring: what one of them answers may then settle another. */
function hasDoubtfulRing({ suppliers }: World): boolean {
  const ownership = resolveOwnership(suppliersOf(...suppliers), 0.5);
  return suppliers.some(
    ({ supplierId, parentStake }) =>
      parentStake === null && ownership.affiliationOf(supplierId).group.above === "somebody",
  );
}

it("what an answer would make of a value is what the value is once the rows say so", () => {
  let tried = 0;
  fc.assert(
    fc.property(
      fc.oneof(unknownWorlds, worlds({ cycles: true })),
      fc.constantFrom(...MEASURES),
      (world, measure) => {
        fc.pre(!hasDoubtfulRing(world));
        const open = openValueOf(ruleOf({ measure }), null, seenNow(viewOf(world, "unknown")));
        for (const unknown of open?.unknowns ?? []) {
          tried += 1;
          const valuesOf = (answer: Answer) =>
            answered(world, unknown, answer).map((told) => valueIn(told, measure));
          const safe = valuesOf("elsewhere").reduce((a, b) => (isLess(b, a, "upper") ? b : a));
          const lost = valuesOf("there").reduce((a, b) => (isLess(a, b, "lower") ? b : a));
          expectClose(safe, open?.ifSmallest([unknown]) ?? safe);
          expectClose(lost, open?.ifLargest([unknown]) ?? lost);
        }
      },
    ),
    cases(400),
  );
  expect(tried).toBeGreaterThan(100);
});

it("what an answer leaves safe is safe in a ring too", () => {
  const link = (supplierId: string, input: string, upstreamId: string, share: number) => {
    return { supplierId, input, upstreamId, originCountry: null, share, source: null };
  };
  const ring = [link("one", "cells", "other", 1), link("other", "cells", "one", 1)];
  const world = {
    suppliers: [],
    links: [...ring, link("other", "packs", "maker", 0.1)],
    positions: [positionOf({ supplierId: "other", originCountry: "JP" })],
  };
  const measure: Measure = { kind: "look-through", of: { countries: ["CN"] } };
  const open = openValueOf(ruleOf({ measure }), null, seenNow(viewOf(world, "unknown")));
  const maker = open?.unknowns.filter(({ asked }) => asked === "maker") ?? [];
  expect(open?.ifLargest(maker)).toEqual({ lower: 0.1, upper: 1 });
});
