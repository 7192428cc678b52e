import type { Interval } from "../values/interval.ts";

/** Exposure that may belong to a scope or not, in minor units, by the fraction of it that is lost. */
export type ExposureByRisk = ReadonlyMap<number, number>;

/** Adds up exposure by risk. */
export function byRisk<Cell extends { exposure: number }>(
  cells: readonly Cell[],
  riskOf: (cell: Cell) => number,
): ExposureByRisk {
  const exposures = new Map<number, number>();
  for (const cell of cells) {
    const risk = riskOf(cell);
    exposures.set(risk, (exposures.get(risk) ?? 0) + cell.exposure);
  }
  return exposures;
}

/**
 * The share of a scope that is lost, when any part of the optional exposure may belong to the scope. `lost` and
 * `total` are exposures in minor units, without the optional one; `total` is greater than 0. For the lower
 * bound, exposure with less risk than the share is added, least risk first, as long as it makes the share
 * smaller. For the upper bound it is the other way round.
 */
export function shareLost(
  lost: Interval,
  total: number,
  optional: { lower: ExposureByRisk; upper: ExposureByRisk },
): Interval {
  const ascending = [...optional.lower].sort(([a], [b]) => a - b);
  const descending = [...optional.upper].sort(([a], [b]) => b - a);
  return {
    lower: extreme(lost.lower, total, ascending, (risk, share) => risk < share),
    upper: extreme(lost.upper, total, descending, (risk, share) => risk > share),
  };
}

function extreme(
  lost: number,
  total: number,
  inOrder: [risk: number, exposure: number][],
  isFurther: (risk: number, share: number) => boolean,
): number {
  let [part, whole] = [lost, total];
  for (const [risk, exposure] of inOrder) {
    if (!isFurther(risk, part / whole)) break;
    part += risk * exposure;
    whole += exposure;
  }
  return Math.min(1, part / whole);
}
