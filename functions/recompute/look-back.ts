import { crossedSince, isAtLevel, type ShownSince, windowsBack } from "../../shared/assessment/look-back.ts";
import { emptyFold } from "../../shared/supply/fold.ts";
import type { FoldSource } from "../reading/fold-source.ts";
import { during } from "../runtime/during.ts";
import type { AssessedSector } from "./assess-sector.ts";

// With more cells, a dozen folds at once would not fit into the memory of a function.
const MOST_CELLS = 20_000;

/**
 * Since when each rule and group has been at its level, as far as the dates of the stored positions show. Only a first
 * look needs this: it has no earlier assessment. Empty for a sector that is too large.
 */
export async function lookBack(
  { policy, assessed, window, fold, supply, listings }: AssessedSector,
  source: FoldSource,
): Promise<Map<string, ShownSince>> {
  const { observations } = assessed;
  if (fold.cells.size > MOST_CELLS || !observations.some(isAtLevel)) return new Map();
  const windows = windowsBack(window);
  if (!windows.every(source.holds)) return new Map();
  const folds = await during("reading its positions", () => source.folds(policy.sector, windows));
  const dated = windows.map((one, at) => ({ window: one, fold: folds[at] ?? emptyFold() }));
  return crossedSince({ policy, observations, listings, links: supply.links, folds: dated });
}
