/** Why a decision about an alert was taken: one code for each branch of a decision. `text/reasons.ts` has the words. */
export type Reason =
  | "within-limits"
  | "pending"
  | "crossed-limit"
  | "higher-level"
  | "lower-level"
  | "back-within-limits"
  | "limits-changed"
  | "not-by-margin"
  | "not-on-enough-runs"
  | "unchanged"
  | "not-in-force-yet"
  | "incomplete-assessment"
  | "no-exposure"
  | "same-assessment"
  | "rule-over"
  | "rule-gone"
  | "rule-changed"
  | "kept-quiet"
  | "group-gone"
  | "still-firing"
  | "silence-over";

/** Why something happened to a sector as a whole. */
export type SectorReason = "no-data" | "data-back" | "stale" | "fresh";
