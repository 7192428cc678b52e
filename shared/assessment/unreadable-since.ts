import type { Assessment } from "./assessment.ts";
import { type AssessmentSummary, MOST_EARLIER } from "./summary.ts";

/**
 * An assessment with the day since which stored items of its sector cannot be read: that of the first in an unbroken row of
 * assessments. `earlier` are those as of its day or before it, in any order, as far as they are looked back at.
 */
export function withUnreadableSince(assessment: Assessment, earlier: AssessmentSummary[]): Assessment {
  if (assessment.unreadable === 0) return assessment;
  const since = sinceIn(earlier, assessment.asOf);
  return since === null ? assessment : { ...assessment, unreadableSince: since };
}

/** `null` where the row may have begun before all that is looked back at: that of an earlier version does not say it. */
function sinceIn(earlier: AssessmentSummary[], asOf: string): string | null {
  const newestFirst = [...earlier].sort(
    (a, b) => compare(b.asOf, a.asOf) || compare(b.assessedAt, a.assessedAt),
  );
  let since = asOf;
  for (const { asOf: day, unreadable = 0, unreadableSince } of newestFirst) {
    if (unreadable === 0) return since;
    // It has looked back further.
    if (unreadableSince !== undefined) return unreadableSince;
    since = day;
  }
  return earlier.length < MOST_EARLIER ? since : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
