import type { Interval } from "../values/interval.ts";

/**
 * Exposure that may belong to a scope or not, in minor units, by the fraction of it that is lost: certainly, the
 * least first, and possibly, the most first.
 */
export interface OptionalRisk {
  certain: RiskOfExposure[];
  possible: RiskOfExposure[];
}

export type RiskOfExposure = readonly [risk: number, exposure: number];

/** No exposure that may belong to the scope or not. */
export const NOTHING_OPTIONAL: OptionalRisk = { certain: [], possible: [] };

/** Adds up exposure of the same risk, and puts it in order. */
export function inOrderOfRisk(
  parts: readonly RiskOfExposure[],
  order: "least first" | "most first",
): RiskOfExposure[] {
  const exposures = new Map<number, number>();
  for (const [risk, exposure] of parts) exposures.set(risk, (exposures.get(risk) ?? 0) + exposure);
  const sign = order === "least first" ? 1 : -1;
  return [...exposures].sort(([a], [b]) => sign * (a - b));
}

/**
 * The share of a scope that is lost, when any part of the optional exposure may belong to the scope. `lost` and
 * `total` are exposures in minor units, without the optional one; `total` is greater than 0. For the lower
 * bound, exposure with less risk than the share is added, least risk first, as long as it makes the share
 * smaller. For the upper bound it is the other way round.
 */
export function shareLost(lost: Interval, total: number, { certain, possible }: OptionalRisk): Interval {
  return {
    lower: extreme(lost.lower, total, certain, (risk, share) => risk < share),
    upper: extreme(lost.upper, total, possible, (risk, share) => risk > share),
  };
}

function extreme(
  lost: number,
  total: number,
  inOrder: readonly RiskOfExposure[],
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
