import type { AssessmentSummary } from "../assessment/summary.ts";

/**
 * Why it is not known whether more alerts should be open than those that are: where nobody looked, or could not look at all
 * of it, the absence of an alert says nothing.
 */
export type Unseen =
  | "it could not be read"
  | "its policy cannot be used"
  | "it was never recomputed"
  | "it has no data, so no limit is checked"
  | "its last assessment cannot be read"
  | "its last assessment is incomplete"
  | "it was last assessed days ago";

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
  if (isBroken) return "its policy cannot be used";
  if (assessed === null) return "it was never recomputed";
  if (noDataSince !== null) return "it has no data, so no limit is checked";
  if (last === null) return "its last assessment cannot be read";
  if (last.incomplete) return "its last assessment is incomplete";
  return (assessedDaysAgo ?? 0) > MOST_DAYS ? "it was last assessed days ago" : null;
}

/** `no alert is open`, as far as that can be said of a sector. */
export function noneOpen(unseen: Unseen | null): string {
  return unseen === null ? "no alert is open" : `no alert is known to be open: ${unseen}`;
}
