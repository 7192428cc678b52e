import type { MeasureOf } from "../policy/measure.ts";
import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import { type Belongs, controlledFrom, ownedBy, standsOn } from "../supply/membership.ts";
import { certainControllerOf, type Ownership } from "../supply/ownership.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";

/** Whether a cell belongs to what a measure counts. */
export type CellTest = (cell: AffiliatedCell) => Belongs;

/**
 * Direct dependency on countries: the share made there **or** controlled from there. The upper bound adds the
 * share that may be, because neither answer rules it out.
 */
export function directDependency(scope: Scope, countries: Iterable<string>): Interval {
  return shareOfCells(scope, eitherOf(directlyOn(countries)));
}

/**
 * The share of cells that certainly belong (lower) and possibly belong (upper). Optional cells are left out
 * when they would narrow a bound: those that count raise the share, all others dilute it.
 */
export function shareOfCells(scope: Scope, belongs: CellTest): Interval {
  const certain = countCells(scope.cells, belongs);
  const optional = countCells(scope.optional, belongs);
  const possible = certain.yes + certain.maybe + optional.yes + optional.maybe;
  return {
    lower: shareOf(certain.yes, scope.total + optional.maybe + optional.no),
    upper: shareOf(possible, scope.total + optional.yes + optional.maybe),
  };
}

function countCells(cells: readonly AffiliatedCell[], belongs: CellTest): Record<Belongs, number> {
  const counted = { yes: 0, maybe: 0, no: 0 };
  for (const cell of cells) counted[belongs(cell)] += cell.exposure;
  return counted;
}

/** Two tests of a cell, of its seller and of its origin. Passing one is enough. */
export interface Sides {
  seller: CellTest;
  origin: CellTest;
}

/** Whether a cell passes either test. */
export function eitherOf({ seller, origin }: Sides): CellTest {
  return (cell) => {
    const answers = [seller(cell), origin(cell)];
    if (answers.includes("yes")) return "yes";
    return answers.includes("maybe") ? "maybe" : "no";
  };
}

export const NEVER: CellTest = () => "no";

/** Made in these countries or controlled from them. */
function directlyOn(countries: Iterable<string>): Sides {
  const wanted = [...countries];
  return { seller: controlledFromAny(wanted), origin: madeInAny(wanted) };
}

/** The tests of a measure that counts exposure. */
export function sidesOf(measure: MeasureOf<"direct" | "share" | "influenced">): Sides {
  if (measure.kind === "direct") return directlyOn(measure.of.countries);
  if (measure.kind === "share") return sidesOfShare(measure);
  return { seller: influencedBy(measure), origin: NEVER };
}

/** The test of a share: by who sells, or by where it is made. */
function sidesOfShare({ of }: MeasureOf<"share">): Sides {
  if ("list" in of) return { seller: onList(of.list), origin: goodsOn(of.list) };
  if ("owners" in of) return { seller: ownedByAny(of.owners), origin: NEVER };
  if ("suppliers" in of) {
    return { seller: among(of.suppliers, ({ supplierId }) => supplierId), origin: NEVER };
  }
  if (of.facet === "origin") return { seller: NEVER, origin: madeInAny(of.countries) };
  return { seller: controlledFromAny(of.countries), origin: NEVER };
}

/** Sold by suppliers that are influenced from some countries. */
function influencedBy({ of, single, together }: MeasureOf<"influenced">): CellTest {
  const limits = { countries: of.countries, single, together };
  return ({ supplierId, ownership }) =>
    supplierId === null ? "maybe" : ownership.influenced(supplierId, limits);
}

/** Made in one of these countries. */
function madeInAny(countries: Iterable<string>): CellTest {
  return among(countries, ({ originCountry }) => originCountry);
}

/** Sold by suppliers on a list, or controlled by a company on it. */
export function onList(list: string): CellTest {
  return ({ affiliation }) => standsOn(affiliation, list);
}

/** Goods that a list names, whoever sells them. */
function goodsOn(list: string): CellTest {
  return ({ goods, ...cell }) => goods?.(list, cell) ?? "no";
}

/** Sold by suppliers of these owners. Who certainly belongs to somebody else owns nobody, whatever is not known. */
function ownedByAny(owners: Iterable<string>): CellTest {
  const named = [...owners];
  const found = new Map<Ownership, ReadonlySet<string>>();
  const wantedIn = (ownership: Ownership) => {
    const known = found.get(ownership);
    if (known !== undefined) return known;
    const wanted = new Set(named.filter((id) => certainControllerOf(id, ownership) === null));
    found.set(ownership, wanted);
    return wanted;
  };
  return ({ affiliation, ownership }) => ownedBy(affiliation, wantedIn(ownership));
}

/** Sold by suppliers that are controlled from these countries. */
export function controlledFromAny(countries: Iterable<string>): CellTest {
  const wanted = new Set(countries);
  return ({ affiliation }) => controlledFrom(affiliation, wanted);
}

/** With one of these keys. */
function among(keys: Iterable<string>, keyOf: (cell: AffiliatedCell) => string | null): CellTest {
  const wanted = new Set(keys);
  return (cell) => {
    const key = keyOf(cell);
    if (key === null) return "maybe";
    return wanted.has(key) ? "yes" : "no";
  };
}
