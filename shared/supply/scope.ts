import { type Facet, type FacetTotals, facetTotals } from "./facet-totals.ts";
import type { Cell, Fold } from "./fold.ts";
import { type Affiliation, NOBODY, type Ownership } from "./ownership.ts";

export { type Facet, type FacetTotals, facets } from "./facet-totals.ts";

/** A cell of the fold with everything that is known about its supplier. */
export interface AffiliatedCell extends Cell {
  affiliation: Affiliation;
  /** The part of the exposure that is also in the window that this one is compared with. */
  common: number;
}

/**
 * The whole sector (`item` and `program` are `null`), or one item or program of it. A scope without exposure has
 * no measures. `optional` may belong to it or not, in any part: in the scope of a program, what is of unknown program.
 * It is no part of `total` and `cells`.
 */
export interface Scope {
  item: string | null;
  program: string | null;
  total: number;
  cells: readonly AffiliatedCell[];
  optional: readonly AffiliatedCell[];
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
    .map(([key, cell]) => ({
      ...cell,
      common: fold.common.get(key)?.exposure ?? 0,
      affiliation: cell.supplierId === null ? NOBODY : ownership.affiliationOf(cell.supplierId),
    }));
  const items = [...Map.groupBy(cells, ({ item }) => item)];
  const programs = Map.groupBy(cells, ({ program }) => program);
  const ofAnyProgram = (programs.get(null) ?? []).filter(({ exposure }) => exposure > 0);
  programs.delete(null);
  return {
    sector: scope({ item: null, program: null }, cells),
    items: items.map(([item, members]) => scope({ item, program: null }, members)).sort(byExposure),
    // A program that only positions of unknown program may belong to is not known to be one.
    programs: [...programs]
      .map(([program, members]) => scope({ item: null, program }, members, ofAnyProgram))
      .sort(byExposure),
  };
}

function scope(
  group: Pick<Scope, "item" | "program">,
  cells: AffiliatedCell[],
  optional: AffiliatedCell[] = [],
): Scope {
  const total = cells.reduce((sum, cell) => sum + cell.exposure, 0);
  return { ...group, total, cells, optional, facets: facetTotals(cells, optional) };
}

function byExposure(a: Scope, b: Scope): number {
  return b.total - a.total || ((a.item ?? a.program ?? "") < (b.item ?? b.program ?? "") ? -1 : 1);
}
