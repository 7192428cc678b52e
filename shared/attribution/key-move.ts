/**
 * What happened to a key: its exposure came, left, grew or shrank; or its exposure stayed and more or less of
 * it counts (`counted`), or more or less of it is certain (`known`, `unknown`).
 */
export type MoveKind = "came" | "left" | "grew" | "shrank" | "counted" | "known" | "unknown";

/** How much one key moved a bound of a measure. Exposures are in the unit of the contributions. */
export interface KeyMove {
  key: string | null;
  isKnown: boolean;
  kind: MoveKind;
  delta: number;
  exposure: BeforeAndAfter;
  /** How much of the exposure counts in the bound. */
  counted: BeforeAndAfter;
  /** How much came from exposure without a known key, or became such exposure; otherwise `null`. */
  passed: number | null;
  /**
   * Whether positions of it were reassigned as well, which is told apart. Then what was before is what would have been, had they been
   * reassigned before.
   */
  isBesides: boolean;
}

export interface BeforeAndAfter {
  before: number;
  after: number;
}
