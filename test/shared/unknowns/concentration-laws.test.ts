import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { facets } from "../../../shared/supply/facet-totals.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { decidedBy } from "../../../shared/unknowns/rank-unknowns.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { answeredAnyhow } from "../../support/any-answers.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

const MEASURES: Measure[] = facets.flatMap((facet): Measure[] => [
  { kind: "hhi", facet },
  { kind: "top", facet, n: 1 },
  { kind: "top", facet, n: 3 },
  { kind: "effective", facet },
]);

const LIMIT = { hhi: 2000, effective: 3 };

function aboutRule(measure: Measure) {
  return ruleOf({ measure, above: { warning: measure.kind in LIMIT ? LIMIT[measure.kind as "hhi"] : 0.5 } });
}

function valueIn(world: World, measure: Measure): Interval {
  const [found] = observeRule(aboutRule(measure), viewOf(world), () => null);
  if (found?.observed == null) throw new Error("an empty world");
  return found.observed;
}

const width = ({ lower, upper }: Interval) => upper - lower;

const cut = fc.record({
  world: fc.oneof(unknownWorlds, worlds({ cycles: false })),
  measure: fc.constantFrom(...MEASURES),
  choices: fc.infiniteStream(fc.nat(1_000_000)),
});

describe("the value of knowing, of a concentration", () => {
  it("holds for every answer that rows can give", () => {
    let tried = 0;
    fc.assert(
      fc.property(cut, ({ world, measure, choices }) => {
        const open = openValueOf(aboutRule(measure), null, viewOf(world));
        if (open === null) return;
        const choose = (ways: number) => choices.next().value % ways;
        const close = 1e-9 * Math.max(1, open.now.upper);
        for (const unknown of open.unknowns) {
          const told = answeredAnyhow(world, unknown, choose);
          if (told === null) continue;
          const after = valueIn(told, measure);
          const narrowed = width(open.now) - width(after);
          const { decidesLeast, decides, ifSmallest, ifLargest } = decidedBy(open, [unknown]);
          tried += 1;
          expect(narrowed).toBeGreaterThanOrEqual(decidesLeast - close);
          expect(narrowed).toBeLessThanOrEqual(decides + close);
          // Of divisions among keys that others may have too, only some are tried.
          if (unknown.questions.includes("seller")) continue;
          expect(after.upper).toBeGreaterThanOrEqual(ifSmallest.upper - close);
          expect(after.lower).toBeLessThanOrEqual(ifLargest.lower + close);
        }
      }),
      cases(1500),
    );
    expect(tried).toBeGreaterThan(100);
  });
});
