import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { facets } from "../../../shared/supply/facet-totals.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { type Decided, decidedBy } from "../../../shared/unknowns/rank-unknowns.ts";
import type { Unknown } from "../../../shared/unknowns/unknown.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { answeredAnyhow } from "../../support/any-answers.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

const CONCENTRATIONS: Measure[] = facets.flatMap((facet): Measure[] => [
  { kind: "hhi", facet },
  { kind: "top", facet, n: 1 },
  { kind: "top", facet, n: 3 },
  { kind: "effective", facet },
]);

const TIERS: Measure[] = [
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "look-through", of: { owners: ["s1", "s4"] } },
];

const COUNTED: Measure[] = [
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "share", of: { facet: "control", countries: ["CN", "US"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  ...facets.map((facet): Measure => ({ kind: "unknown", facet })),
];

const LIMIT = { hhi: 2000, effective: 3 };

function aboutRule(measure: Measure) {
  return ruleOf({ measure, above: { warning: measure.kind in LIMIT ? LIMIT[measure.kind as "hhi"] : 0.5 } });
}

function valueIn(world: World, measure: Measure): Interval {
  const [found] = observeRule(aboutRule(measure), viewOf(world, "unknown"), () => null);
  if (found?.observed == null) throw new Error("an empty world");
  return found.observed;
}

const width = ({ lower, upper }: Interval) => upper - lower;

/** What was said of an unknown, and what came of its answer. */
interface Told extends Decided {
  now: Interval;
  after: Interval;
  narrowed: number;
  unknown: Unknown;
  close: number;
}

/** Answers each unknown of a measure in random ways, by rows alone, and compares what it narrows with what was said. */
function holdsFor(
  measures: readonly Measure[],
  isTried: (world: World) => boolean,
  expectMore: (told: Told) => void,
): void {
  let tried = 0;
  const cut = fc.record({
    world: fc.oneof(unknownWorlds, worlds({ cycles: false })),
    measure: fc.constantFrom(...measures),
    choices: fc.infiniteStream(fc.nat(1_000_000)),
  });
  fc.assert(
    fc.property(cut, ({ world, measure, choices }) => {
      fc.pre(isTried(world));
      const open = openValueOf(aboutRule(measure), null, viewOf(world, "unknown"));
      const choose = (ways: number) => choices.next().value % ways;
      for (const unknown of open?.unknowns ?? []) {
        const told = answeredAnyhow(world, unknown, choose);
        if (open === null || told === null) continue;
        tried += 1;
        const close = 1e-9 * Math.max(1, open.now.upper);
        const after = valueIn(told, measure);
        const decided = decidedBy(open, [unknown]);
        const narrowed =
          measure.kind === "unknown" ? open.now.upper - after.upper : width(open.now) - width(after);
        expect(narrowed).toBeGreaterThanOrEqual(decided.decidesLeast - close);
        expectMore({ ...decided, now: open.now, after, narrowed, unknown, close });
      }
    }),
    cases(1500),
  );
  expect(tried).toBeGreaterThan(100);
}

/** Neither bound moves by more than the smallest and the largest answers say. */
function expectBetween({ after, ifSmallest, ifLargest, close }: Told): void {
  expect(after.upper).toBeGreaterThanOrEqual(ifSmallest.upper - close);
  expect(after.lower).toBeLessThanOrEqual(ifLargest.lower + close);
}

function expectNarrowed({ narrowed, decides, close }: Told): void {
  expect(narrowed).toBeLessThanOrEqual(decides + close);
}

function expectMoved({ now, after, decides, close }: Told): void {
  expect(now.upper - after.upper).toBeLessThanOrEqual(decides + close);
  expect(after.lower - now.lower).toBeLessThanOrEqual(decides + close);
}

/** Whether nobody may, and may not, control somebody. */
function hasNoDoubtfulParent({ suppliers }: World): boolean {
  return suppliers.every(({ parentId, parentStake }) => parentId === null || parentStake !== null);
}

describe("what an answer decides holds for every answer that rows can give", () => {
  it("about a concentration", () => {
    holdsFor(
      CONCENTRATIONS,
      () => true,
      (told) => {
        expectNarrowed(told);
        // Of divisions among keys that others may have too, only some are tried.
        if (!told.unknown.questions.includes("seller")) expectBetween(told);
      },
    );
  });

  it("about a share that is counted", () => {
    holdsFor(COUNTED, hasNoDoubtfulParent, (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });

  it("about a look-through: how far it moves one end", () => {
    holdsFor(TIERS, hasNoDoubtfulParent, (told) => {
      expectMoved(told);
      expectBetween(told);
    });
  });
});
