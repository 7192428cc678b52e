import { daysBetween } from "../values/day.ts";
import type { AssessmentSummary } from "./summary.ts";

const DAYS_PER_WEEK = 7;
/** How many earlier assessments a trend needs: a few months of daily ones, or eight at any interval. */
export const MOST_EARLIER = 100;
/** How many values fit on one line of a phone. */
export const MOST_IN_TREND = 8;

/** The assessments that show how a sector developed. */
export interface Trend {
  /** Oldest first. */
  summaries: AssessmentSummary[];
  isWeekly: boolean;
}

/**
 * The assessments of a trend, up to and including `newest`: the last of each day; or the last of each week when
 * the days do not fit. `earlier` may be in any order.
 */
export function trendOf(earlier: AssessmentSummary[], newest: AssessmentSummary): Trend {
  const daily = lastOfEach([...earlier.filter(({ asOf }) => asOf < newest.asOf), newest], ({ asOf }) => asOf);
  const span = daysBetween(daily[0]?.asOf ?? newest.asOf, newest.asOf);
  const isWeekly = daily.length > MOST_IN_TREND && span >= 2 * DAYS_PER_WEEK;
  const kept = isWeekly
    ? lastOfEach(daily, ({ asOf }) => Math.floor(daysBetween(asOf, newest.asOf) / DAYS_PER_WEEK))
    : daily;
  return { summaries: kept.slice(-MOST_IN_TREND), isWeekly };
}

/** The last assessment of each group, in the order of time. */
function lastOfEach(summaries: AssessmentSummary[], groupOf: (summary: AssessmentSummary) => unknown) {
  const inOrder = [...summaries].sort(
    (a, b) => compareText(a.asOf, b.asOf) || compareText(a.assessedAt, b.assessedAt),
  );
  return [...new Map(inOrder.map((summary) => [groupOf(summary), summary])).values()];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
