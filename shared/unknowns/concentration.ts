import type { Facet, FacetTotals } from "../supply/facet-totals.ts";
import type { Interval } from "../values/interval.ts";

/** A measure of how exposure is spread over the keys of a facet. */
export interface Concentration {
  kind: "hhi" | "top" | "effective";
  facet: Facet;
  value(totals: FacetTotals): Interval;
}

/** What the answers of one may make of a value: some that are possible, and how much any of them narrows the interval. */
export interface Answers {
  values: readonly Interval[];
  narrows: Interval;
}
