import type { Part, PartsPlan } from "../../shared/parts/plan.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** What the functions that fold the parts of a sector leave for the run that adds them up. */
export interface PartStore {
  savePlan(plan: PartsPlan): Promise<void>;
  /** @throws Error when there is no such run any more, or its plan cannot be read. */
  plan(sector: SectorId, run: string): Promise<PartsPlan>;
  /** The folds of one part, one for each window of the plan; `null` when a sum was not exact. */
  saveFolds(plan: PartsPlan, part: Part, folds: Fold[] | null): Promise<void>;
  /** @throws Error when the part is not there, or cannot be read. */
  folds(plan: PartsPlan, part: Part): Promise<Fold[] | null>;
  /** Removes all that a run has left. */
  remove(plan: PartsPlan): Promise<void>;
}

/** Starts the functions that fold the parts of a plan, and after them the run that adds them up. */
export interface PartStarter {
  /** Returns what the execution is called. */
  start(plan: PartsPlan): Promise<string>;
}
