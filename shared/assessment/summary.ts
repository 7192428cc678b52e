import { shortMissing } from "../imports/missing.ts";
import { shortRefused } from "../imports/refusal.ts";
import { shortUnconfirmed } from "../imports/unconfirmed.ts";
import { isMoreLost } from "../look-through/removal.ts";
import { type Facet, facets } from "../supply/facet-totals.ts";
import type { Day } from "../values/day.ts";
import type { Interval } from "../values/interval.ts";
import { type Assessment, measuredSector } from "./assessment.ts";
import type { RuleFinding } from "./rule-finding.ts";
import type { NamedRemoval } from "./scope-measures.ts";
import type { SimulatedPair } from "./simulated-pairs.ts";
import { worstPair } from "./worst-pair.ts";

/** The part of an assessment that a trend needs: small, so that those of a year can be read at once. */
export interface AssessmentSummary
  extends Pick<
    Assessment,
    | "id"
    | "sector"
    | "asOf"
    | "unit"
    | "windowDays"
    | "positions"
    | "newestDate"
    | "incomplete"
    | "unreadableSince"
    | "refused"
    | "unconfirmed"
    | "unfinished"
    | "missing"
    | "overlaps"
    | "illustrative"
    | "ahead"
    | "policyHash"
  > {
  assessedAt: string;
  /** Absent in summaries of an earlier version. */
  windowEnd?: Day;
  unreadable?: number;
  exposure: number;
  /** The measures of the whole sector; `null` when it has no exposure. */
  measures: SummaryMeasures | null;
  rules: Omit<RuleFinding, "contributions">[];
}

export interface SummaryMeasures {
  hhi: Record<Facet, Interval>;
  unknown: Record<Facet, number>;
  /** By country: the share made there or controlled from there, and the share at risk through any tier. */
  direct: Record<string, Interval>;
  lookThrough: Record<string, Interval>;
  /** The single removal that costs most; `null` when none certainly costs anything. */
  worstRemoval: NamedRemoval | null;
  /** The pair of removals that costs most, where it costs more than that; absent where none does, or none was computed. */
  worstPair?: SimulatedPair;
  /** The most that any other pair certainly costs; absent where none costs more than the worst one. */
  otherPairsAtMost?: number;
}

/** The most refused files, and overlaps, that a text names. */
const MOST_LACKS = 3;

/** The summary of an assessment that was made at an instant. */
export function summarize(assessment: Assessment, assessedAt: Date): AssessmentSummary {
  const { id, sector, asOf, unit, windowDays, windowEnd, positions, newestDate, incomplete, unreadable } =
    assessment;
  const {
    illustrative,
    ahead,
    policyHash,
    unreadableSince,
    refused,
    unconfirmed,
    unfinished,
    missing,
    overlaps,
  } = assessment;
  const kept = {
    id,
    sector,
    asOf,
    unit,
    windowDays,
    windowEnd,
    positions,
    newestDate,
    incomplete,
    unreadable,
    ...(unreadableSince === undefined ? {} : { unreadableSince }),
    ...(refused === undefined ? {} : { refused: shortRefused(refused, MOST_LACKS) }),
    ...(unconfirmed === undefined ? {} : { unconfirmed: shortUnconfirmed(unconfirmed, MOST_LACKS) }),
    ...(unfinished === undefined ? {} : { unfinished: unfinished.slice(0, MOST_LACKS) }),
    ...(missing === undefined ? {} : { missing: shortMissing(missing, MOST_LACKS) }),
    ...(overlaps === undefined ? {} : { overlaps: overlaps.slice(0, MOST_LACKS) }),
    illustrative,
    ...(ahead === undefined ? {} : { ahead }),
    policyHash,
  };
  return {
    ...kept,
    assessedAt: assessedAt.toISOString(),
    exposure: assessment.scopes[0]?.exposure ?? 0,
    measures: measuresOf(assessment),
    rules: assessment.rules.map(({ contributions: _, ...finding }) => finding),
  };
}

function measuresOf(assessment: Assessment): SummaryMeasures | null {
  const scope = measuredSector(assessment);
  if (scope === null) return null;
  const pair = worstPair(assessment);
  const byFacet = <Value>(read: (facet: Facet) => Value) =>
    Object.fromEntries(facets.map((facet) => [facet, read(facet)])) as Record<Facet, Value>;
  const lookThrough = Object.entries(scope.lookThrough).map(([country, { lower, upper }]) => {
    return [country, { lower, upper }];
  });
  return {
    hhi: byFacet((facet) => scope.facets[facet].hhi),
    unknown: byFacet((facet) => scope.facets[facet].unknown),
    direct: scope.direct,
    lookThrough: Object.fromEntries(lookThrough),
    worstRemoval: scope.removals[0] ?? null,
    ...(pair === null ? {} : { worstPair: pair, ...othersThanWorst(pair, assessment) }),
  };
}

/** Where not every pair was tried, one may cost more than the worst that was. */
function othersThanWorst(
  { loss }: SimulatedPair,
  { otherPairsAtMost }: Assessment,
): Pick<SummaryMeasures, "otherPairsAtMost"> {
  if (otherPairsAtMost === undefined || !isMoreLost(otherPairsAtMost, loss.lower)) return {};
  return { otherPairsAtMost };
}
