/** For each node, the fraction that it can no longer deliver: certainly (`lower`) and possibly (`upper`). */
export interface Risk {
  lower: Float64Array;
  upper: Float64Array;
  /** 1 for each node that is removed itself. */
  removed: Uint8Array;
  /** 1 for each link of which everything is lost, because it is made in a removed country. */
  lostLinks: Uint8Array;
  /** The nodes whose risk this removal changed, some more than once. */
  touched: number[];
}

/** A bound of the risk: what is certainly lost, or what possibly is. */
export type Bound = "lower" | "upper";

/** Reads the risk by a removal, whose place among all is `at`. The risk is only valid within. */
export type ReadEach = (risk: Risk, at: number) => void;

/** What a removal takes out of the world. */
export interface Removed {
  /** Nodes that deliver nothing. */
  nodes: readonly number[];
  /** Nodes that may deliver nothing: it is not known whether they are removed. */
  maybe: readonly number[];
  /** Links that deliver nothing. */
  links: readonly number[];
}

/** What holds for all removals of one solver. */
export interface RiskOptions {
  /** 1 for each node of which it is not known, for any of the removals, whether it is removed. */
  maybe: Uint8Array;
  /** 1 for each node without links that counts as lost in the upper bound, because its inputs are not known. */
  undeclared: Uint8Array;
}

export interface RiskSolver {
  /**
   * Removes something, passes the resulting risk to `read`, and returns what `read` returns. The risk is only
   * valid within `read`, because all removals share its arrays.
   */
  removing<Result>(removed: Removed, read: (risk: Risk) => Result): Result;
  /** Removes one thing after the other. Only these bounds of the risk are valid. */
  removingEach(removals: readonly Removed[], bounds: readonly Bound[], read: ReadEach): void;
  /** How many links were read, and multiplications made in rings, for all removals so far: the same on every machine. */
  workDone(): number;
}
