import type { FacetTotals } from "../../shared/supply/facet-totals.ts";
import type { Interval } from "../../shared/values/interval.ts";
import { shareOf as exactShareOf } from "../../shared/values/ratio.ts";

/** The share of a set of keys as its definition reads, from the totals of a facet, to hold the real one against. */
export function shareOf({ known, unknown, total }: FacetTotals, keys: Iterable<string>): Interval {
  const certain = [...new Set(keys)].reduce((sum, key) => sum + (known.get(key) ?? 0), 0);
  return { lower: exactShareOf(certain, total), upper: exactShareOf(certain + unknown, total) };
}
