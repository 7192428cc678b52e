import { madeIn, type RemovedSet } from "../look-through/removed-set.ts";
import { compareCells } from "../measures/compared-cells.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound, Interval } from "../values/interval.ts";

/** What a seller adds to a change of what is lost, by the fraction that it loses itself: `fixed + slope · risk`. */
interface Line {
  fixed: number;
  slope: number;
}

/** What a seller adds if unknown origins make it the least (`lower`) and the most (`upper`). */
export type SellerLines = Record<Bound, Line>;

/** What two windows lose more or less, by who sells it. */
export interface ChangedRisk {
  certain: number;
  sellers: ReadonlyMap<string, SellerLines>;
  /** What positions add, if they are lost, that have no known seller and are not made in a removed country. */
  unsold: readonly number[];
}

/** Divides two windows by seller. A supplier loses the same fraction of all that it sells in both, and a position has one origin. */
export function changedRisk(now: Scope, then: Scope, set: RemovedSet): ChangedRisk {
  const sellers = new Map<string, SellerLines>();
  const unsold: number[] = [];
  let certain = 0;
  for (const { cell, now: only, before, both } of compareCells(now, then)) {
    const made = madeIn(cell.originCountry, set);
    const weights = [only / now.total, 0 - before / then.total, both / now.total - both / then.total];
    for (const weight of weights) {
      if (made === "yes") certain += weight;
      else if (cell.supplierId === null) unsold.push(weight);
      else addWeight(sellers, cell.supplierId, weight, made === "maybe");
    }
  }
  return { certain, sellers, unsold };
}

function addWeight(
  sellers: Map<string, SellerLines>,
  seller: string,
  weight: number,
  mayBeMade: boolean,
): void {
  const lines = sellers.get(seller) ?? { lower: { fixed: 0, slope: 0 }, upper: { fixed: 0, slope: 0 } };
  sellers.set(seller, lines);
  for (const end of ["lower", "upper"] as const) {
    const isFixed = mayBeMade && weight < 0 === (end === "lower");
    lines[end][isFixed ? "fixed" : "slope"] += weight;
  }
}

/** What a seller adds at least and at most, over some risks. */
export function endsOf({ lower, upper }: SellerLines, risk: Interval): Interval {
  return { lower: endOf(lower, risk, "lower"), upper: endOf(upper, risk, "upper") };
}

/** The least, or the most, of a line over some risks. */
export function endOf({ fixed, slope }: Line, risk: Interval, end: Bound): number {
  return fixed + slope * (slope > 0 === (end === "upper") ? risk.upper : risk.lower);
}
