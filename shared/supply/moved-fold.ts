import { asMinor, type Minor } from "../values/exposure.ts";
import type { CountryCode } from "../values/identifier.ts";
import { addToCell, type Cell, cellKey } from "./cell.ts";
import type { Fold } from "./fold.ts";
import { splitExactly } from "./split-exactly.ts";

/** Exposure of an item, in minor units, that another supplier provides instead: at most what `from` sells of the item. */
export interface MovedExposure {
  item: string;
  from: string;
  to: string;
  exposure: Minor;
  /** Where the goods of a new source are made; without it, where the taker makes what it sells of the item now. */
  madeIn?: CountryCode;
}

/** What a supplier sells of an item, by the order of the cells' keys. */
export function soldBy(fold: Pick<Fold, "cells">, supplierId: string, item: string): Cell[] {
  return [...fold.cells]
    .filter(([, cell]) => cell.supplierId === supplierId && cell.item === item && cell.exposure > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell);
}

/**
 * The fold after a move; the given one is not changed. Every origin and program of what the giver sells gives in proportion. The
 * programs stay; the goods are then made where the taker makes what it sells of the item before the move, in proportion, and in
 * an unknown country when it sells none. What has moved is not the same purchase as before, so less of the giver's is in `common`.
 */
export function moveExposure(fold: Fold, { item, from, to, exposure, madeIn }: MovedExposure): Fold {
  const given = soldBy(fold, from, item);
  const amounts = splitExactly(
    exposure,
    given.map((cell) => cell.exposure),
  );
  const taker = madeIn === undefined ? soldBy(fold, to, item) : [];
  const origins = taker.length > 0 ? taker : [{ originCountry: madeIn ?? null, exposure: asMinor(1) }];
  const cells = new Map([...fold.cells].map(([key, cell]) => [key, { ...cell }]));
  const common = new Map(fold.common);
  for (const [at, cell] of given.entries()) {
    const amount = amounts[at] ?? asMinor(0);
    const left = asMinor(cell.exposure - amount);
    keep(cells, cell, left);
    const inBoth = common.get(cellKey(cell));
    if (inBoth !== undefined) keep(common, inBoth, partOf(inBoth.exposure, left, cell.exposure));
    const parts = splitExactly(
      amount,
      origins.map((one) => one.exposure),
    );
    for (const [place, { originCountry }] of origins.entries()) {
      const part = parts[place] ?? asMinor(0);
      if (part > 0) addToCell(cells, { ...cell, supplierId: to, originCountry, exposure: part });
    }
  }
  return { ...fold, cells, common };
}

/** Sets what is left of a cell, without a cell of nothing. */
function keep(cells: Map<string, Cell>, cell: Cell, left: Minor): void {
  if (left === 0) cells.delete(cellKey(cell));
  else cells.set(cellKey(cell), { ...cell, exposure: left });
}

/** `amount · part / whole`, rounded down. */
function partOf(amount: Minor, part: Minor, whole: Minor): Minor {
  return asMinor(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
}
