import type { Part, PartsPlan } from "../../shared/parts/plan.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** What a function that folds a part needs: what was planned, and where to leave what it folded. */
export interface PlannedParts {
  /** @throws Error when there is no such run any more, or its plan cannot be read. */
  plan(sector: SectorId, run: string): Promise<PartsPlan>;
  /** The folds of one part, one for each window of the plan; `null` when a sum was not exact. */
  saveFolds(plan: PartsPlan, part: Part, folds: Fold[] | null): Promise<void>;
}

/** What a run needs that plans parts, and that adds up what was folded. */
export interface FoldedParts {
  savePlan(plan: PartsPlan): Promise<void>;
  /** @throws Error when there is no such run any more, or its plan cannot be read. */
  plan(sector: SectorId, run: string): Promise<PartsPlan>;
  /** What was left for a part. @throws Error when nothing was, or it cannot be read. */
  folds(plan: PartsPlan, part: Part): Promise<Fold[] | null>;
  /** Removes all that a run has left. */
  remove(plan: PartsPlan): Promise<void>;
}

/** Starts the functions that fold the parts of a plan, and after them the run that adds them up. */
export interface PartStarter {
  /** Returns what the execution is called. */
  start(plan: PartsPlan): Promise<string>;
}
