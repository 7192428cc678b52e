/** The reasons of decisions about an alert: one code for each branch. `text/reasons.ts` has the sentences. */
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
  | "below-floor"
  | "floor-changed"
  | "still-firing"
  | "last-known"
  | "acknowledged"
  | "silence-over";

/** The reasons of events of a whole sector. */
export type SectorReason = "no-data" | "data-back" | "stale" | "fresh";
