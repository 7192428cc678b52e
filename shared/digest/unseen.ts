import type { AssessmentSummary } from "../assessment/summary.ts";
import type { Unseen } from "../text/unseen.ts";
import type { Day } from "../values/day.ts";

/** What is known about the last assessment of a sector. */
export interface Look {
  isBroken: boolean;
  /** The day of the last assessment; `null` when there is none. */
  assessed: string | null;
  noDataSince: Day | null;
  /** The last assessment; `null` when it cannot be read, or there is none. */
  last: Pick<AssessmentSummary, "incomplete" | "positions"> | null;
  /** The days from the last assessed day to today. */
  assessedDaysAgo: number | null;
}

// Until today's daily run has ended, the last assessment is for yesterday.
const MOST_DAYS_UNSEEN = 1;

/** Why an absence of alerts says little; `null` when all of the sector was assessed, and not long ago. */
export function unseenIn({ isBroken, assessed, noDataSince, last, assessedDaysAgo }: Look): Unseen | null {
  if (isBroken) return "broken-policy";
  if (assessed === null) return "never-recomputed";
  if (noDataSince !== null) return "no-data";
  if (last === null) return "unread-assessment";
  if (last.incomplete) return "incomplete";
  if (last.positions === 0) return "no-data";
  return (assessedDaysAgo ?? 0) > MOST_DAYS_UNSEEN ? "old" : null;
}
