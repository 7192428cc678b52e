import type { AssessmentSummary } from "../assessment/summary.ts";
import type { Unseen } from "../text/unseen.ts";

/** What is known of how a sector was looked at last. */
export interface Look {
  isBroken: boolean;
  /** The day of the last assessment; `null` when there is none. */
  assessed: string | null;
  noDataSince: string | null;
  /** The last assessment; `null` where it cannot be read, or there is none. */
  last: Pick<AssessmentSummary, "incomplete"> | null;
  /** From the day that was assessed last to today. */
  assessedDaysAgo: number | null;
}

// A daily run is as of yesterday until today's has come.
const MOST_DAYS = 1;

/** Why a look says less than it seems to; `null` where it was at all of the sector, and not long ago. */
export function unseenIn({ isBroken, assessed, noDataSince, last, assessedDaysAgo }: Look): Unseen | null {
  if (isBroken) return "broken-policy";
  if (assessed === null) return "never-recomputed";
  if (noDataSince !== null) return "no-data";
  if (last === null) return "unread-assessment";
  if (last.incomplete) return "incomplete";
  return (assessedDaysAgo ?? 0) > MOST_DAYS ? "old" : null;
}
