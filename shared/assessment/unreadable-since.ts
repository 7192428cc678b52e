import type { Day } from "../values/day.ts";
import type { Assessment } from "./assessment.ts";
import type { AssessmentSummary } from "./summary.ts";
import { MOST_EARLIER } from "./trend.ts";

/**
 * An assessment with the day since which stored items of its sector cannot be read: the day of the first one in
 * an unbroken series of such assessments. `earlier` are the assessments of its day or before, in any order, as
 * far back as they are examined.
 */
export function withUnreadableSince(assessment: Assessment, earlier: AssessmentSummary[]): Assessment {
  if (assessment.unreadable === 0) return assessment;
  const since = sinceIn(earlier, assessment.asOf);
  return since === null ? assessment : { ...assessment, unreadableSince: since };
}

/**
 * `null` when the series may have begun before all examined assessments and an earlier version did not store
 * the day.
 */
function sinceIn(earlier: AssessmentSummary[], asOf: Day): string | null {
  const newestFirst = [...earlier].sort(
    (a, b) => compareDays(b.asOf, a.asOf) || compareDays(b.assessedAt, a.assessedAt),
  );
  let since = asOf;
  for (const { asOf: day, unreadable = 0, unreadableSince } of newestFirst) {
    if (unreadable === 0) return since;
    // This assessment has examined earlier ones.
    if (unreadableSince !== undefined) return unreadableSince;
    since = day;
  }
  return earlier.length < MOST_EARLIER ? since : null;
}

function compareDays(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
