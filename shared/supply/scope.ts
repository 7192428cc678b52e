import { asMinor, type Minor } from "../values/exposure.ts";
import type { AffiliatedCell } from "./affiliated-cell.ts";
import { type Facet, type FacetTotals, facetTotals } from "./facet-totals.ts";
import type { Fold } from "./fold.ts";
import { type Standing, summedCells } from "./summed-cells.ts";

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

/** The scopes of a sector that every rule may use: the whole, and its items, largest exposure first. */
export interface Scopes {
  sector: Scope;
  items: Scope[];
}

/** Divides a fold into the whole sector and its items. */
export function scopesOf({ cells, common }: Fold, standing: Standing): Scopes {
  const all = summedCells(cells, common, standing);
  const items = [...Map.groupBy(all, ({ item }) => item)];
  return {
    sector: scope({ by: "sector" }, all),
    items: items.map(([name, members]) => scope({ by: "item", name }, members)).sort(byExposure),
  };
}

/** The programs of a fold, largest exposure first. Cells of unknown program may belong to any of them. */
export function programsOf({ cells, common }: Fold, standing: Standing): Scope[] {
  const byProgram = Map.groupBy(cells, ([, { program }]) => program);
  const ofAnyProgram = (byProgram.get(null) ?? []).filter(([, { exposure }]) => exposure > 0);
  const optional = summedCells(ofAnyProgram, common, standing);
  // Positions of unknown program alone do not show that a program exists.
  return [...byProgram]
    .flatMap(([name, members]) =>
      name === null ? [] : scope({ by: "program", name }, summedCells(members, common, standing), optional),
    )
    .sort(byExposure);
}

function scope(group: ScopeGroup, cells: AffiliatedCell[], optional: AffiliatedCell[] = []): Scope {
  const total = asMinor(cells.reduce((sum, cell) => sum + cell.exposure, 0));
  return { group, total, cells, optional, facets: facetTotals(cells, optional) };
}

function byExposure(a: Scope, b: Scope): number {
  return b.total - a.total || ((groupNameOf(a) ?? "") < (groupNameOf(b) ?? "") ? -1 : 1);
}
