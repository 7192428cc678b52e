import { lowerRisk } from "../look-through/network.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Risk } from "../look-through/risk.ts";
import { herfindahl } from "../measures/concentration.ts";
import { type Facet, type FacetTotals, facetKey, facets } from "../supply/facet-totals.ts";
import type { Scope } from "../supply/scope.ts";
import { countryName } from "../values/country-name.ts";

/** A key's share of all supply, and its share of what is not certainly lost by the removal. */
interface StayingShare {
  key: string;
  name: string;
  before: number;
  after: number;
}

/** What stays, by one facet, sorted by the share after the removal, largest first. HHI counts known keys only. */
export interface Staying {
  hhi: { before: number; after: number | null };
  keys: StayingShare[];
}

/** What stays of a scope by each facet, after a removal that costs each supplier `risk`. */
export function staying(
  scope: Scope,
  remove: RemovedSet,
  risk: Risk,
  names: (id: string) => string,
): Record<Facet, Staying> {
  const left = scope.cells.map((cell) => cell.exposure * (1 - lowerRisk(cell, remove, risk)));
  const total = left.reduce((sum, exposure) => sum + exposure, 0);
  const byFacet = facets.map((facet) => {
    const after = new Map<string, number>();
    for (const [at, cell] of scope.cells.entries()) {
      const key = facetKey(facet, cell);
      if (key !== null) after.set(key, (after.get(key) ?? 0) + (left[at] ?? 0));
    }
    const nameOf = facet === "origin" || facet === "control" ? countryName : names;
    return [facet, compareRemoval(scope.facets[facet], after, total, nameOf)] as const;
  });
  return Object.fromEntries(byFacet) as Record<Facet, Staying>;
}

function compareRemoval(
  before: FacetTotals,
  after: Map<string, number>,
  left: number,
  nameOf: (key: string) => string,
): Staying {
  const keys = [...before.known].map(([key, exposure]) => ({
    key,
    name: nameOf(key),
    before: exposure / before.total,
    after: left === 0 ? 0 : (after.get(key) ?? 0) / left,
  }));
  const hhiAfter = keys.reduce((sum, key) => sum + 10_000 * key.after * key.after, 0);
  return {
    hhi: { before: herfindahl({ ...before, groups: [] }).lower, after: left === 0 ? null : hhiAfter },
    keys: keys.sort((a, b) => b.after - a.after || b.before - a.before || (a.key < b.key ? -1 : 1)),
  };
}
