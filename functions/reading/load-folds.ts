import type { Policy } from "../../shared/policy/policy.ts";
import { daysLookedBack, followsData, windowEnd, windowsOf } from "../../shared/policy/windows.ts";
import { emptyFold, type Fold, mergeFolds, withUnreadable } from "../../shared/supply/fold.ts";
import { foldPositions } from "../../shared/supply/fold-positions.ts";
import { mergeUnreadable, NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { type Day, earlier, type Window, windowEnding } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { PositionStore } from "../ports/supply.ts";
import { pageUpTo, withExactSums } from "./exact-sums.ts";

/**
 * Folds a sector's positions for each window, and reads them once for all windows: only the days that one of them counts or
 * that come later, all shards at the same time, each page by page, so that never all positions are in memory. When a sum is too
 * large to be exact, the largest positions are left out and counted as unreadable.
 */
export async function loadFolds(
  positions: PositionStore,
  sector: SectorId,
  windows: Window[],
): Promise<Fold[]> {
  return withExactSums((most) => foldsUpTo(most, positions, sector, windows));
}

async function foldsUpTo(
  most: number,
  positions: PositionStore,
  sector: SectorId,
  windows: Window[],
): Promise<Fold[]> {
  const after = windows.map((window) => window.after).reduce<Day | null>(earlier, null);
  const byShard = await Promise.all(
    positions.shards(sector, { after, upTo: null }, most < MOST_EXPOSURE).map(async (pages) => {
      const folds = windows.map(emptyFold);
      let bad = NOTHING_UNREADABLE;
      for await (const page of pages) {
        const { rows, unreadable } = pageUpTo(most, page);
        for (const [at, window] of windows.entries()) {
          const fold = folds[at];
          if (fold === undefined) continue;
          foldPositions(fold, rows, window);
        }
        bad = mergeUnreadable([bad, unreadable]);
      }
      return folds.map((fold) => withUnreadable(fold, bad));
    }),
  );
  const folds = windows.map((_, at) =>
    byShard.map((folds) => folds[at] ?? emptyFold()).reduce(mergeFolds, emptyFold()),
  );
  return await withOlderDates(folds, positions, sector, after);
}

/** The folds with the newest date of a position where all dated positions are older than the days that were read. */
async function withOlderDates(
  folds: Fold[],
  positions: PositionStore,
  sector: SectorId,
  upTo: Day | null,
): Promise<Fold[]> {
  if (upTo === null || folds.every(({ newestDate }) => newestDate !== null)) return folds;
  const older = await positions.newestDate(sector, upTo);
  return folds.map((fold) => ({ ...fold, newestDate: fold.newestDate ?? older }));
}

/** What an assessment needs of a sector's positions: the fold of its window, and of each window before it. */
export interface PolicyFolds {
  window: Window;
  fold: Fold;
  foldsBefore: Map<number, Fold>;
  /** The positions as they are stored now, in the windows of the given earlier assessments. */
  foldsThen: Fold[];
}

/** The window of an earlier assessment. */
export type WindowThen = Pick<Window, "asOf" | "windowDays"> & { windowEnd: Day };

/**
 * Folds a sector's positions in the windows of its policy as of a day. When the window follows the data, the newest day is
 * looked up first.
 */
export async function loadPolicyFolds(
  positions: PositionStore,
  policy: Policy,
  asOf: Day,
  windowDays = policy.windowDays,
  then: WindowThen[] = [],
): Promise<PolicyFolds> {
  const newest = followsData(policy) ? await positions.newestDate(policy.sector, asOf) : null;
  const end = windowEnd(policy, asOf, newest);
  const [own, ...windowsBefore] = windowsOf(policy, asOf, windowDays, end);
  const window: Window = { ...own, tellsImports: true };
  const windowsThen = then.map((one) => windowThen(one, window));
  const all = [window, ...windowsBefore, ...windowsThen];
  const [fold = emptyFold(), ...others] = await loadFolds(positions, policy.sector, all);
  const foldsBefore = new Map(daysLookedBack(policy).map((days, at) => [days, others[at] ?? emptyFold()]));
  return { window, fold, foldsBefore, foldsThen: others.slice(windowsBefore.length) };
}

/** The window of an earlier assessment, to be compared with another one, with exposure by import. */
export function windowThen({ asOf, windowDays, windowEnd: end }: WindowThen, comparedWith: Window): Window {
  return { ...windowEnding(asOf, windowDays, end), comparedWith, tellsImports: true };
}
