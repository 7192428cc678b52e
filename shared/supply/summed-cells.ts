import { addExposures, asMinor } from "../values/exposure.ts";
import { type AffiliatedCell, NO_NODE } from "./affiliated-cell.ts";
import { NOBODY } from "./affiliation.ts";
import type { Cell } from "./cell.ts";
import type { Fold } from "./fold.ts";
import type { ListedGoods } from "./listed-goods.ts";
import type { Ownership } from "./ownership.ts";

/** Who stands behind each supplier, and the node of each in the supply graph. */
export interface Standing {
  ownership: Ownership;
  nodeOf: ReadonlyMap<string, number>;
  /** Which goods restricted lists name; left out where none does. */
  goods?: ListedGoods;
}

/** Cells of a fold with their keys. They are read twice. */
type FoldedCells = Iterable<readonly [key: string, Cell]>;

/**
 * Sums cells over programs, and sorts them by item, supplier and origin: the order does not depend on that of
 * the positions, so neither do sums of fractions. `common` has the part of each key that also counts in the window that is compared with.
 */
export function summedCells(
  cells: FoldedCells,
  common: Fold["common"],
  { ownership, nodeOf, goods }: Standing,
): AffiliatedCell[] {
  const placeOf = placesOf(cells);
  const sums = new Map<number, AffiliatedCell>();
  for (const [key, cell] of cells) {
    const { item, supplierId, originCountry, exposure } = cell;
    const inBoth = common.size === 0 ? NOTHING : (common.get(key)?.exposure ?? NOTHING);
    const place = placeOf(cell);
    const sum = sums.get(place);
    if (sum !== undefined) {
      sum.exposure = addExposures(sum.exposure, exposure);
      sum.common = addExposures(sum.common, inBoth);
      continue;
    }
    const node = nodeOf.get(supplierId ?? "") ?? NO_NODE;
    const affiliation = supplierId === null ? NOBODY : ownership.affiliationOf(supplierId);
    sums.set(place, {
      item,
      supplierId,
      originCountry,
      exposure,
      common: inBoth,
      node,
      affiliation,
      ownership,
      ...(goods === undefined ? {} : { goods }),
    });
  }
  return inOrder(sums);
}

const NOTHING = asMinor(0);

/** The place of each cell in the order. Cells that differ only in their program have the same place. */
function placesOf(cells: FoldedCells): (cell: Cell) => number {
  const [items, suppliers, origins] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [, { item, supplierId, originCountry }] of cells) {
    items.add(item);
    suppliers.add(supplierId ?? "");
    origins.add(originCountry ?? "");
  }
  const [itemAt, supplierAt, originAt] = [ranksOf(items), ranksOf(suppliers), ranksOf(origins)];
  return ({ item, supplierId, originCountry }) => {
    const seller = (itemAt.get(item) ?? 0) * suppliers.size + (supplierAt.get(supplierId ?? "") ?? 0);
    return seller * origins.size + (originAt.get(originCountry ?? "") ?? 0);
  };
}

function ranksOf(names: ReadonlySet<string>): Map<string, number> {
  return new Map([...names].sort().map((name, rank) => [name, rank]));
}

function inOrder(sums: ReadonlyMap<number, AffiliatedCell>): AffiliatedCell[] {
  return [...Float64Array.from(sums.keys()).sort()].flatMap((place) => sums.get(place) ?? []);
}
