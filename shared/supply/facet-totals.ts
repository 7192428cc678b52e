import type { Amount } from "../values/amount.ts";
import type { AffiliatedCell } from "./affiliated-cell.ts";
import { createGrouping, type Settled, type UnsureGroup } from "./unsure-group.ts";

/**
 * What exposure is grouped by: who invoices it, who owns the supplier, where it is made, which country controls
 * the owner.
 */
export const facets = ["supplier", "owner", "origin", "control"] as const;
export type Facet = (typeof facets)[number];

/**
 * Exposure by key of one facet, in minor units. `unknown` is the part whose key is not certain; `total`
 * includes it.
 *
 * Within `unknown`, `groups` are suppliers that certainly share one key, whichever it is. The rest of it has no
 * known supplier (or origin) and may have any number of keys. `optional` holds the exposure of positions that
 * may belong to the scope or not: in the scope of a program, those of unknown program. The other numbers do not
 * include it.
 */
export interface FacetTotals {
  known: ReadonlyMap<string, number>;
  unknown: number;
  total: number;
  groups: readonly UnsureGroup[];
  optional: { known: ReadonlyMap<string, number>; unknown: number; total: number };
}

/** The totals of every facet. `cells` belong to the scope; `optional` cells may belong to it or not. */
export function facetTotals(
  cells: readonly AffiliatedCell[],
  optional: readonly AffiliatedCell[],
): Record<Facet, FacetTotals> {
  return {
    supplier: totalsBy("supplier", cells, optional),
    owner: totalsBy("owner", cells, optional),
    origin: totalsBy("origin", cells, optional),
    control: totalsBy("control", cells, optional),
  };
}

/** The totals of one facet, as if more were known of one group. */
export function totalsBy(
  facet: Facet,
  cells: readonly AffiliatedCell[],
  optional: readonly AffiliatedCell[],
  settled: Settled | null = null,
): FacetTotals {
  const grouping = facet === "owner" || facet === "control" ? createGrouping(facet, settled) : null;
  const certain = addUp(cells, "certain");
  const added = addUp(optional, "optional");
  return { ...certain, groups: grouping?.groups ?? [], optional: added };

  function addUp(some: readonly AffiliatedCell[], as: keyof Amount) {
    const known = new Map<string, number>();
    let unknown = 0;
    let total = 0;
    for (const cell of some) {
      const { exposure } = cell;
      total += exposure;
      let key = facetKey(facet, cell);
      if (key === null && cell.supplierId !== null) {
        const found = grouping?.add(cell.affiliation.group, exposure, as) ?? null;
        if (settled !== null) key = found;
      }
      if (key === null) unknown += exposure;
      else if (exposure > 0) known.set(key, (known.get(key) ?? 0) + exposure);
    }
    return { known, unknown, total };
  }
}

/** The key of a cell in a facet; `null` when it is not certain. */
export function facetKey(
  facet: Facet,
  { supplierId, originCountry, affiliation }: AffiliatedCell,
): string | null {
  switch (facet) {
    case "supplier":
      return supplierId;
    case "origin":
      return originCountry;
    case "owner":
      return affiliation.owner;
    case "control":
      return affiliation.control;
  }
}
