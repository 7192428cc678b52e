import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Measure, MeasureOf } from "../../../shared/policy/measure.ts";
import { facets } from "../../../shared/supply/facet-totals.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { type Decided, decidedBy } from "../../../shared/unknowns/rank-unknowns.ts";
import type { Unknown } from "../../../shared/unknowns/unknown.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { answeredAnyhow } from "../../support/any-answers.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { seenBefore, seenNow, viewOf, type World, worlds } from "../../support/supply-worlds.ts";
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
  { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 },
  ...facets.map((facet): Measure => ({ kind: "unknown", facet })),
];

const LOSSES: Measure[] = [
  { kind: "loss", of: "owner" },
  { kind: "loss", of: "country" },
];

type Changing = MeasureOf<"change">["of"];

const DAYS_BEFORE = 30;
const changesOf = (some: readonly Measure[]): Measure[] =>
  some
    .filter((of): of is Changing => of.kind !== "effective" && of.kind !== "change")
    .map((of) => ({ kind: "change", of, days: DAYS_BEFORE }));

const LIMIT = { hhi: 2000, effective: 3 };

type By = "program" | undefined;

function aboutRule(measure: Measure, by?: By) {
  const { kind } = measure.kind === "change" ? measure.of : measure;
  const warning = kind in LIMIT ? LIMIT[kind as "hhi"] : 0.5;
  return ruleOf({ measure, by, above: { warning } });
}

/** The value of a group; `null` where it has no exposure. */
function valueIn(world: World, measure: Measure, by: By): Interval | null {
  const { view, viewBefore } = seen(world, measure, by);
  const found = observeRule(aboutRule(measure, by), view, viewBefore);
  return found.find(({ group }) => group === groupOf(by))?.observed ?? null;
}

const groupOf = (by: By) => (by === "program" ? "p" : null);
const seen = (world: World, measure: Measure, by: By) =>
  measure.kind === "change"
    ? seenBefore(world, measure.days, by === "program")
    : seenNow(viewOf(world, "unknown", by === "program"));
const width = ({ lower, upper }: Interval) => upper - lower;

/** What was said of some unknowns, and what came of their answers. */
interface Told extends Decided {
  now: Interval;
  after: Interval;
  narrowed: number;
  unknowns: readonly Unknown[];
  close: number;
}

/** Worlds in which each known stake in a parent is unknown too: possible parents have possible parents. */
const doubtfulWorlds = unknownWorlds.map((world) => ({
  ...world,
  suppliers: world.suppliers.map((each) => ({ ...each, parentStake: null })),
}));

/** A day in the window before only, in both, in the window of today only; and none, which counts in both. */
const DATES = ["2025-07-15", "2026-01-15", "2026-07-15", null];

const cut = fc.record({
  world: fc.oneof(unknownWorlds, doubtfulWorlds, worlds({ cycles: false })),
  programs: fc.array(fc.option(fc.constantFrom("p", "p", "q"), { freq: 2 }), { minLength: 8, maxLength: 8 }),
  dates: fc.array(fc.constantFrom(...DATES), { minLength: 8, maxLength: 8 }),
  choices: fc.infiniteStream(fc.nat(1_000_000)),
});

/** Answers some unknowns of a measure in random ways, by rows alone, and compares what that narrows with what was said. */
function holdsFor(measures: readonly Measure[], bys: readonly By[], expectMore: (told: Told) => void): void {
  let tried = 0;
  fc.assert(
    fc.property(cut, fc.constantFrom(...measures), fc.constantFrom(...bys), (drawn, measure, by) => {
      const positions = drawn.world.positions.map((each, at) => ({
        ...each,
        ...(by === undefined ? {} : { program: drawn.programs[at] ?? null }),
        ...(measure.kind === "change" ? { date: drawn.dates[at] ?? null } : {}),
      }));
      const world = { ...drawn.world, positions };
      const open = openValueOf(aboutRule(measure, by), groupOf(by), seen(world, measure, by));
      if (open === null) return;
      const choose = (ways: number) => drawn.choices.next().value % ways;
      for (const unknowns of [...open.unknowns.map((one) => [one]), someOf(open.unknowns, choose)]) {
        const told = unknowns.reduce<World | null>(
          (known, one) => (known === null ? null : answeredAnyhow(known, one, choose)),
          world,
        );
        const after = told === null ? null : valueIn(told, measure, by);
        if (after === null) continue;
        tried += 1;
        const close = 1e-9 * Math.max(1, open.now.upper);
        const decided = decidedBy(open, unknowns);
        const narrowed = narrowedBy(measure, open.now, after);
        expect(narrowed).toBeGreaterThanOrEqual(decided.decidesLeast - close);
        expectMore({ ...decided, now: open.now, after, narrowed, unknowns, close });
      }
    }),
    cases(1500),
  );
  expect(tried).toBeGreaterThan(100);
}

function narrowedBy(measure: Measure, now: Interval, after: Interval): number {
  if (measure.kind === "unknown") return now.upper - after.upper;
  if (measure.kind !== "change" || measure.of.kind !== "unknown") return width(now) - width(after);
  return Math.max(Math.abs(now.lower - after.lower), Math.abs(now.upper - after.upper));
}

function someOf(unknowns: readonly Unknown[], choose: (ways: number) => number): Unknown[] {
  return unknowns.filter(() => choose(3) === 0);
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

describe("what answers decide holds for every answer that rows can give", () => {
  it("about a concentration", () => {
    holdsFor(CONCENTRATIONS, [undefined], (told) => {
      expectNarrowed(told);
      // Of divisions among keys that others may have too, only some are tried; and what several make of it together is not computed.
      const [one, ...others] = told.unknowns;
      if (others.length === 0 && one?.questions.includes("seller") !== true) expectBetween(told);
    });
  });

  it("about a share that is counted", () => {
    holdsFor(COUNTED, [undefined, "program"], (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });

  it("about a look-through: how far it moves one end", () => {
    holdsFor(TIERS, [undefined, "program"], (told) => {
      expectMoved(told);
      expectBetween(told);
    });
  });

  it("about the largest loss: how far both bounds move at most", () => {
    holdsFor(LOSSES, [undefined, "program"], (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });

  it("about the change of a concentration", () => {
    holdsFor(changesOf(CONCENTRATIONS), [undefined], (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });

  it("about the change of a share that is counted", () => {
    holdsFor(changesOf(COUNTED), [undefined, "program"], (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });

  it("about the change of a look-through: how far it moves one end", () => {
    holdsFor(changesOf(TIERS), [undefined, "program"], (told) => {
      expectMoved(told);
      expectBetween(told);
    });
  });

  it("about the change of the largest loss", () => {
    holdsFor(changesOf(LOSSES), [undefined, "program"], (told) => {
      expectNarrowed(told);
      expectBetween(told);
    });
  });
});
