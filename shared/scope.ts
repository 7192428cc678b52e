import type { Cell, Fold } from "./fold.ts";
import { type Affiliation, NOBODY, type Ownership } from "./ownership.ts";

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

/**
 * The whole sector (`item` and `program` are `null`), or one item or program of it. A scope without exposure has
 * no measures.
 */
export interface Scope {
  item: string | null;
  program: string | null;
  total: number;
  cells: readonly AffiliatedCell[];
  facets: Record<Facet, FacetTotals>;
}

/** The scopes of a sector: all of it, and its items and its programs, each with the largest exposure first. */
export interface Scopes {
  sector: Scope;
  items: Scope[];
  programs: Scope[];
}

/** Divides what was folded into scopes. Cells are put in a fixed order, so that sums of fractions are the same too. */
export function scopesOf(fold: Fold, ownership: Ownership): Scopes {
  const cells = [...fold.cells.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => ({
      ...cell,
      affiliation: cell.supplierId === null ? NOBODY : ownership.affiliationOf(cell.supplierId),
    }));
  const items = [...Map.groupBy(cells, ({ item }) => item)];
  const programs = [...Map.groupBy(cells, ({ program }) => program)];
  return {
    sector: scope({ item: null, program: null }, cells),
    items: items.map(([item, members]) => scope({ item, program: null }, members)).sort(byExposure),
    // Positions of no known program belong to no group of a rule by program.
    programs: programs
      .flatMap(([program, members]) => (program === null ? [] : scope({ item: null, program }, members)))
      .sort(byExposure),
  };
}

function scope(group: Pick<Scope, "item" | "program">, cells: AffiliatedCell[]): Scope {
  return {
    ...group,
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

function byExposure(a: Scope, b: Scope): number {
  return b.total - a.total || ((a.item ?? a.program ?? "") < (b.item ?? b.program ?? "") ? -1 : 1);
}
