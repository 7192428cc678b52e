import type { Cell, Fold } from "./fold.ts";
import type { Affiliation, Ownership } from "./ownership.ts";

/** What exposure is grouped by: who invoices, who owns them, where it is made, from where it is controlled. */
export const facets = ["supplier", "owner", "origin", "control"] as const;
export type Facet = (typeof facets)[number];

/** Exposure by key of one facet, in minor units; `unknown` is the part without a key. `total` is all of it. */
export interface FacetTotals {
  known: ReadonlyMap<string, number>;
  unknown: number;
  total: number;
}

/** A cell of the fold with everything that is known about its supplier. */
export interface AffiliatedCell extends Cell {
  affiliation: Affiliation;
}

/** The whole sector (`item` is `null`) or one item of it. A scope without exposure has no measures. */
export interface Scope {
  item: string | null;
  total: number;
  cells: readonly AffiliatedCell[];
  facets: Record<Facet, FacetTotals>;
}

const NO_SUPPLIER: Affiliation = { owner: null, control: null, lists: new Set() };

/** The whole sector first, then one scope per item, largest exposure first. */
export function scopesOf(fold: Fold, ownership: Ownership): Scope[] {
  const cells = [...fold.cells.values()].map((cell) => ({
    ...cell,
    affiliation: cell.supplierId === null ? NO_SUPPLIER : ownership.affiliationOf(cell.supplierId),
  }));
  const items = [...Map.groupBy(cells, (cell) => cell.item)].map(([item, members]) => scope(item, members));
  return [scope(null, cells), ...items.sort(byExposureThenItem)];
}

function scope(item: string | null, cells: AffiliatedCell[]): Scope {
  return {
    item,
    total: cells.reduce((sum, cell) => sum + cell.exposure, 0),
    cells,
    facets: {
      supplier: totalsBy(cells, (cell) => cell.supplierId),
      owner: totalsBy(cells, (cell) => cell.affiliation.owner),
      origin: totalsBy(cells, (cell) => cell.originCountry),
      control: totalsBy(cells, (cell) => cell.affiliation.control),
    },
  };
}

function totalsBy(cells: AffiliatedCell[], keyOf: (cell: AffiliatedCell) => string | null): FacetTotals {
  const known = new Map<string, number>();
  let unknown = 0;
  let total = 0;
  for (const cell of cells) {
    const key = keyOf(cell);
    total += cell.exposure;
    if (key === null) unknown += cell.exposure;
    else if (cell.exposure > 0) known.set(key, (known.get(key) ?? 0) + cell.exposure);
  }
  return { known, unknown, total };
}

function byExposureThenItem(a: Scope, b: Scope): number {
  return b.total - a.total || ((a.item ?? "") < (b.item ?? "") ? -1 : 1);
}
