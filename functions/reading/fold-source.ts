import type { Fold } from "../../shared/supply/fold.ts";
import type { Day, Window } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { PositionStore } from "../ports/supply.ts";
import { loadFolds } from "./load-folds.ts";

/** Where a run has the folds of a sector from: it reads the positions itself, or others have folded them in parts. */
export interface FoldSource {
  /** Whether it can fold a window. Who has folded parts knows only the windows that were planned. */
  holds(window: Window): boolean;
  /** @throws NotPlanned for a window that it does not hold. */
  folds(sector: SectorId, windows: Window[]): Promise<Fold[]>;
  /** The newest day up to `upTo` of a position; `null` when there is none. */
  newestDate(sector: SectorId, upTo: Day): Promise<Day | null>;
}

/** A run asks for a window that its parts were not folded for: the data have changed since they were planned. */
export class NotPlanned extends Error {
  override name = "NotPlanned";

  constructor({ after, end }: Window) {
    super(`the parts were not folded for the days after ${after} up to ${end}`);
  }
}

/** Reads the positions. */
export function readingFrom(positions: PositionStore): FoldSource {
  return {
    holds: () => true,
    folds: (sector, windows) => loadFolds(positions, sector, windows),
    newestDate: (sector, upTo) => positions.newestDate(sector, upTo),
  };
}
