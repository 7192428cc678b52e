import { asMinor, type Minor } from "../values/exposure.ts";
import { type AffiliatedCell, NO_NODE } from "./affiliated-cell.ts";
import { NOBODY } from "./affiliation.ts";
import { type Facet, type FacetTotals, facetTotals } from "./facet-totals.ts";
import type { Fold } from "./fold.ts";
import type { Ownership } from "./ownership.ts";

/** What a scope covers: all of a sector, or one item or program of it. */
type ScopeGroup = { by: "sector" } | { by: "item" | "program"; name: string };

/** The name of the item or program that a scope covers; `null` for the whole sector. */
export function groupNameOf({ group }: Pick<Scope, "group">): string | null {
  return group.by === "sector" ? null : group.name;
}

/**
 * The exposure of a group, and who is behind it. `total` is in minor units;
 * a scope without exposure has no measures. `optional` cells may belong to the scope or not, in any part: in
 * the scope of a program, those of unknown program. `total` and `cells` do not include them.
 */
export interface Scope {
  group: ScopeGroup;
  total: Minor;
  cells: readonly AffiliatedCell[];
  optional: readonly AffiliatedCell[];
  facets: Record<Facet, FacetTotals>;
}

/**
 * The scopes of a sector: the whole, its items and its programs. Items and programs are sorted by exposure,
 * largest first.
 */
export interface Scopes {
  sector: Scope;
  items: Scope[];
  programs: Scope[];
}

/**
 * Divides a fold into scopes. `nodeOf` has the node of each supplier in the supply graph. The cells are put in a fixed order, so that sums of fractions do not depend on
 * the order of the positions.
 */
export function scopesOf(fold: Fold, ownership: Ownership, nodeOf: ReadonlyMap<string, number>): Scopes {
  const cells = [...fold.cells.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, cell]) => ({
      ...cell,
      common: fold.common.get(key)?.exposure ?? asMinor(0),
      node: nodeOf.get(cell.supplierId ?? "") ?? NO_NODE,
      affiliation: cell.supplierId === null ? NOBODY : ownership.affiliationOf(cell.supplierId),
    }));
  const items = [...Map.groupBy(cells, ({ item }) => item)];
  const programs = Map.groupBy(cells, ({ program }) => program);
  const ofAnyProgram = (programs.get(null) ?? []).filter(({ exposure }) => exposure > 0);
  programs.delete(null);
  return {
    sector: scope({ by: "sector" }, cells),
    items: items.map(([item, members]) => scope({ by: "item", name: item }, members)).sort(byExposure),
    // Positions of unknown program alone do not show that a program exists.
    programs: [...programs]
      .flatMap(([name, members]) =>
        name === null ? [] : scope({ by: "program", name }, members, ofAnyProgram),
      )
      .sort(byExposure),
  };
}

function scope(group: ScopeGroup, cells: AffiliatedCell[], optional: AffiliatedCell[] = []): Scope {
  const total = asMinor(cells.reduce((sum, cell) => sum + cell.exposure, 0));
  return { group, total, cells, optional, facets: facetTotals(cells, optional) };
}

function byExposure(a: Scope, b: Scope): number {
  return b.total - a.total || ((groupNameOf(a) ?? "") < (groupNameOf(b) ?? "") ? -1 : 1);
}
