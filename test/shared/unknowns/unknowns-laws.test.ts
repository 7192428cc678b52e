import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { decidedBy, rankUnknowns } from "../../../shared/unknowns/rank-unknowns.ts";
import type { OpenValue } from "../../../shared/unknowns/unknown.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { seenNow, viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

const MEASURES: Measure[] = [
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "look-through", of: { countries: ["CN", "JP"] } },
  { kind: "look-through", of: { owners: ["s1", "s4"] } },
  { kind: "look-through", of: { suppliers: ["s2"] } },
  { kind: "look-through", of: { list: "1260h" } },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "share", of: { facet: "control", countries: ["CN", "US"] } },
  { kind: "share", of: { owners: ["s1", "s2"] } },
  { kind: "share", of: { suppliers: ["s3"] } },
  { kind: "share", of: { list: "1260h" } },
  { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 },
  { kind: "loss", of: "owner" },
  { kind: "loss", of: "country" },
];
const UNKNOWN: Measure[] = (["supplier", "owner", "origin", "control"] as const).map((facet) => ({
  kind: "unknown",
  facet,
}));

/** Worlds with programs too, some unknown, in which anything may be unknown. */
const openWorlds: fc.Arbitrary<World> = fc
  .tuple(
    fc.oneof(unknownWorlds, worlds({ cycles: true })),
    fc.array(fc.option(fc.constantFrom("p", "q")), { minLength: 8, maxLength: 8 }),
  )
  .map(([world, programs]) => ({
    ...world,
    positions: world.positions.map((each, at) => ({ ...each, program: programs[at] ?? null })),
  }));

/** Each group of a measure in a world, with what the rule observes in it. */
function opened(
  world: World,
  measure: Measure,
  by?: "item" | "program",
): { open: OpenValue; observed: Interval }[] {
  const rule = ruleOf({ measure, by, above: { warning: 0.5 } });
  const view = viewOf(world, "unknown", by === "program");
  return observeRule(rule, view, () => null).flatMap(({ group, observed }) => {
    const open = openValueOf(rule, group, seenNow(view));
    return open === null || observed === null ? [] : [{ open, observed }];
  });
}

const cut = fc.record({
  world: openWorlds,
  measure: fc.constantFrom(...MEASURES),
  by: fc.constantFrom(undefined, "item" as const, "program" as const),
});

function check(each: (found: { open: OpenValue; observed: Interval }) => void, full = 300): void {
  fc.assert(
    fc.property(cut, ({ world, measure, by }) => {
      for (const found of opened(world, measure, by)) each(found);
    }),
    cases(full),
  );
}

const CLOSE = 1e-9;

describe("the value of knowing", () => {
  it("starts from what the rule observes", () => {
    check(({ open, observed }) => {
      expect(Math.abs(open.now.lower - observed.lower)).toBeLessThanOrEqual(CLOSE);
      expect(Math.abs(open.now.upper - observed.upper)).toBeLessThanOrEqual(CLOSE);
    });
  });

  it("leaves nothing open when all have answered, whichever way", () => {
    check(({ open }) => {
      const [smallest, largest] = [open.ifSmallest(open.unknowns), open.ifLargest(open.unknowns)];
      expect(Math.abs(smallest.upper - open.now.lower)).toBeLessThanOrEqual(CLOSE);
      expect(Math.abs(largest.lower - open.now.upper)).toBeLessThanOrEqual(CLOSE);
    });
  });

  it("is never more than the width of the interval, and never less than nothing", () => {
    check(({ open }) => {
      const width = open.now.upper - open.now.lower;
      for (const unknown of open.unknowns) {
        const { ifSmallest, ifLargest, decides } = decidedBy(open, [unknown]);
        expect(decides).toBeLessThanOrEqual(width + CLOSE);
        for (const known of [ifSmallest, ifLargest]) {
          expect(known.lower).toBeGreaterThanOrEqual(open.now.lower - CLOSE);
          expect(known.upper).toBeLessThanOrEqual(open.now.upper + CLOSE);
          expect(known.lower).toBeLessThanOrEqual(known.upper + CLOSE);
        }
      }
    });
  });

  it("of more answers is never less than of some of them", () => {
    check(({ open }) => {
      const half = open.unknowns.filter((_, at) => at % 2 === 0);
      expect(decidedBy(open, half).decides).toBeLessThanOrEqual(
        decidedBy(open, open.unknowns).decides + CLOSE,
      );
      for (const one of half) {
        expect(decidedBy(open, [one]).decides).toBeLessThanOrEqual(decidedBy(open, half).decides + CLOSE);
      }
    });
  });

  it("is never more than its quick bound", () => {
    check(({ open }) => {
      for (const unknown of open.unknowns) {
        expect(decidedBy(open, [unknown]).decides).toBeLessThanOrEqual(open.mostMoved(unknown) + CLOSE);
      }
    });
  });

  it("is ranked as if each had been solved", () => {
    check(({ open }) => {
      const all = open.unknowns.map((unknown) => decidedBy(open, [unknown]).decides);
      const most = all.filter((decides) => decides > CLOSE).sort((a, b) => b - a);
      const { unknowns, more } = rankUnknowns(open, 3);
      for (const [at, { decides }] of unknowns.entries()) expect(decides).toBeCloseTo(most[at] ?? 0, 9);
      expect(unknowns.length).toBe(Math.min(3, most.length));
      expect(more).toBeGreaterThanOrEqual(most.length - unknowns.length);
    });
  });

  it("of an unknown share is what it falls by, to nothing at the end", () => {
    fc.assert(
      fc.property(openWorlds, fc.constantFrom(...UNKNOWN), (world, measure) => {
        for (const { open, observed } of opened(world, measure)) {
          expect(open.now).toEqual(observed);
          expect(open.ifSmallest(open.unknowns)).toEqual({ lower: 0, upper: 0 });
          const sum = open.unknowns.reduce((all, one) => all + decidedBy(open, [one]).decides, 0);
          // An answer about a possible parent may make its possible subsidiaries known too.
          expect(sum).toBeGreaterThanOrEqual(observed.upper - CLOSE);
        }
      }),
      cases(200),
    );
  });
});
