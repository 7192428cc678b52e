import type { CellTest } from "./dependency.ts";
import { countedBy, type ScopeMeasure } from "./measure.ts";
import type { AffiliatedCell, FacetTotals, Scope } from "./scope.ts";

/**
 * What one key adds to the certain value of a measure: `part` in the measure's unit, `exposure` in minor units. The
 * parts of a measure add up to its lower bound. The key `null` is unknown.
 */
export interface Part {
  key: string | null;
  part: number;
  exposure: number;
}

/** The parts of a measure within a scope, largest first; `null` for a measure that is no sum over keys. */
export function partsOf(scope: Scope, measure: ScopeMeasure): Part[] | null {
  switch (measure.kind) {
    case "hhi":
      return facetParts(scope.facets[measure.facet], (share) => 10_000 * share * share);
    case "top":
      return facetParts(scope.facets[measure.facet], (share) => share).slice(0, measure.n);
    case "direct":
    case "share":
      return countedParts(scope, countedBy(measure), keyOfParts(measure));
    default:
      return null;
  }
}

/** Parts of exposure by key, as fractions of a total. */
export function exposureParts(byKey: Iterable<readonly [string | null, number]>, total: number): Part[] {
  return [...byKey]
    .map(([key, exposure]) => ({ key, exposure, part: exposure / total }))
    .sort((a, b) => b.part - a.part || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

function facetParts({ known, total }: FacetTotals, value: (share: number) => number): Part[] {
  return exposureParts(known, total).map(({ key, exposure, part }) => ({ key, exposure, part: value(part) }));
}

/** What is counted, by the key that names it best: the countries themselves, else who owns the seller. */
function countedParts(scope: Scope, counts: CellTest, keyOf: KeyOf): Part[] {
  const byKey = new Map<string | null, number>();
  for (const cell of scope.cells) {
    if (counts(cell) !== "yes" || cell.exposure === 0) continue;
    byKey.set(keyOf(cell), (byKey.get(keyOf(cell)) ?? 0) + cell.exposure);
  }
  return exposureParts(byKey, scope.total);
}

type KeyOf = (cell: AffiliatedCell) => string | null;

function keyOfParts(measure: Extract<ScopeMeasure, { kind: "share" | "direct" }>): KeyOf {
  if (measure.kind === "share" && "countries" in measure.of && measure.of.facet === "origin") {
    return ({ originCountry }) => originCountry;
  }
  if (measure.kind === "share" && "suppliers" in measure.of) return ({ supplierId }) => supplierId;
  return ({ affiliation }) => affiliation.owner;
}
