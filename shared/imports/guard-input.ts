import type { Fold } from "../supply/fold.ts";
import type { Window } from "../values/day.ts";
import type { Basis } from "./basis.ts";
import type { ImportRecord } from "./record.ts";
import type { SupplyNow } from "./supply-edits.ts";

/** What the guard compares. Exposures are in minor units. */
export interface GuardInput {
  /** The basis of an assessment that was complete, so that it can be trusted. */
  baseline: Basis;
  window: Window;
  /** What is stored now: in today's window, and in the window of the baseline. */
  fold: Fold;
  foldThen: Fold;
  supply: SupplyNow;
  /** The records of all imports since the baseline. */
  records: ImportRecord[];
  /** The ids of confirmed imports. */
  confirmed: ReadonlySet<string>;
  /** Whether the window follows its newest position. */
  followsData: boolean;
  /** The fraction of exposure that imports may move without confirmation. */
  guard: number;
}
