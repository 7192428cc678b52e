import {
  type BoundModel,
  effectiveBound,
  herfindahlBound,
  shareBound,
  topShareBound,
} from "../../measures/bound-model.ts";
import { changeOfHerfindahl, changeOfTop } from "../../measures/change-of-concentration.ts";
import { changeOfShare } from "../../measures/change-of-share.ts";
import { effectiveNumber, herfindahl, topShare, unknownShare } from "../../measures/concentration.ts";
import {
  type CountedFractions,
  fractionsCounted,
  fractionsHeld,
  fractionsUnknown,
  MAYBE,
} from "../../measures/contribution.ts";
import { eitherOf, type Sides, shareOfCells, sidesOf } from "../../measures/counted-share.ts";
import type { MeasureOf, ScopeMeasure } from "../../policy/measure.ts";
import type { Move, NoMove, Target } from "../../remedy/remedy.ts";
import {
  moveFromCounted,
  moveFromHerfindahl,
  moveFromTop,
  moveToEffective,
} from "../../remedy/rule-remedy.ts";
import type { AffiliatedCell } from "../../supply/affiliated-cell.ts";
import type { Scope } from "../../supply/scope.ts";
import type { Bound, Interval } from "../../values/interval.ts";

/** A kind of measure that needs only one scope. Its scopes have exposure. */
export interface ScopeKind {
  value(scope: Scope): Interval;
  /** The fraction of each cell that counts in the two bounds. */
  fractions: CountedFractions<AffiliatedCell>;
  /** The move that clears a limit; `null` when moving supply does not change the value. */
  move(scope: Scope, target: Target): Move | NoMove | null;
  /** See `MeasureKind.change`. */
  change(now: Scope, then: Scope): Interval | null;
  boundModel: BoundModel;
  looseWithLeader: Bound | null;
}

type ScopeKinds = { [Kind in ScopeMeasure["kind"]]: (measure: MeasureOf<Kind>) => ScopeKind };

/** Every kind of measure that needs only one scope. */
export const scopeKinds = {
  hhi: ({ facet }) => ({
    value: ({ facets }) => herfindahl(facets[facet]),
    fractions: fractionsHeld(facet, MAYBE),
    move: ({ facets }, target) => moveFromHerfindahl(facets[facet], target),
    change: (now, then) => changeOfHerfindahl(now, then, facet),
    boundModel: herfindahlBound,
    looseWithLeader: "upper",
  }),
  top: ({ facet, n }) => ({
    value: ({ facets }) => topShare(facets[facet], n),
    fractions: fractionsHeld(facet, MAYBE),
    move: ({ facets }, target) => moveFromTop(facets[facet], n, target),
    change: (now, then) => changeOfTop(now, then, facet),
    boundModel: (point) => topShareBound(point, n),
    looseWithLeader: "upper",
  }),
  effective: ({ facet }) => ({
    value: ({ facets }) => effectiveNumber(facets[facet]),
    // The highest concentration has the fewest effective keys.
    fractions: fractionsHeld(facet, { lower: 1, upper: 0 }),
    move: ({ facets }, target) => moveToEffective(facets[facet], target),
    change: () => null,
    boundModel: effectiveBound,
    looseWithLeader: "lower",
  }),
  unknown: ({ facet }) => ({
    value: ({ facets }) => unknownShare(facets[facet]),
    fractions: fractionsUnknown(facet),
    move: () => null,
    change: () => null,
    boundModel: shareBound,
    looseWithLeader: null,
  }),
  direct: (measure) => countedKind(sidesOf(measure), soldBy),
  influenced: (measure) => ({
    ...countedKind(sidesOf(measure), soldBy),
    // Suppliers of one owner may be influenced or not, each by itself: only the two values are known.
    change: () => null,
  }),
  share: (measure) =>
    countedKind(sidesOf(measure), "facet" in measure.of && measure.of.facet === "origin" ? originOf : soldBy),
} satisfies ScopeKinds;

/** A share of exposure: what counts in it, and who gives exposure up when supply moves. */
function countedKind(sides: Sides, giverOf: (cell: AffiliatedCell) => string | null): ScopeKind {
  const counts = eitherOf(sides);
  return {
    value: (scope) => shareOfCells(scope, counts),
    fractions: fractionsCounted(counts),
    move: (scope, target) => moveFromCounted(scope, counts, giverOf, target),
    change: (now, then) => changeOfShare(now, then, sides),
    boundModel: shareBound,
    looseWithLeader: null,
  };
}

function soldBy({ supplierId }: AffiliatedCell): string | null {
  return supplierId;
}

function originOf({ originCountry }: AffiliatedCell): string | null {
  return originCountry;
}
