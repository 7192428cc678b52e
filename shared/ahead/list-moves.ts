import type { ListEntry } from "../policy/list-entry.ts";
import { goodsSaid } from "../policy/listed-goods.ts";
import type { Listings, NamedGoods } from "../policy/listings.ts";
import type { Supplier } from "../supply/supplier.ts";
import { addDays, type Day } from "../values/day.ts";
import type { ReachedSupply } from "./reached-supply.ts";
import type { Named } from "./supply-ahead.ts";

/** Who, and which goods, come on a restricted list or go off it on a day. */
export interface ListMove {
  date: Day;
  list: string;
  comes: Named[];
  goes: Named[];
  /** Whether only goods come or go, and no company. */
  isOfGoods: boolean;
}

/** The days after `after` on which entries of restricted lists begin or end, in order. */
export function listDaysAfter(entries: readonly ListEntry[], after: Day): Day[] {
  const days = entries.flatMap(({ from, to }) => [from ?? "", to ?? ""]).filter((day) => day > after);
  return [...new Set(days)].sort();
}

/** What changes on restricted lists on a day, for companies that a sector reaches and for the items that it buys. */
export function listMovesOn(
  date: Day,
  supply: ReachedSupply,
  listings: Listings,
  items: ReadonlySet<string>,
): ListMove[] {
  const dayBefore = addDays(date, -1);
  const [before, after] = [supply.on(dayBefore), supply.on(date)];
  const reached = supply.reachedOn(date);
  const other = (rows: typeof before, id: string, list: string) => !rows.get(id)?.lists.includes(list);
  const moved = (own: typeof before, others: typeof before) =>
    reached.flatMap(({ supplierId: id }) =>
      listsIn(own.get(id))
        .filter((list) => other(others, id, list))
        .map((list) => ({ list, named: supply.named(id), isOfGoods: false })),
    );
  const [goodsBefore, goodsAfter] = [listings.goodsOn(dayBefore), listings.goodsOn(date)];
  const comes = [...moved(after, before), ...goodsMoved(goodsAfter, goodsBefore, items)];
  const goes = [...moved(before, after), ...goodsMoved(goodsBefore, goodsAfter, items)];
  const lists = [...new Set([...comes, ...goes].map(({ list }) => list))].sort();
  return lists.map((list) => {
    const of = (all: typeof comes) => all.filter((one) => one.list === list);
    return {
      date,
      list,
      comes: of(comes).map(({ named }) => named),
      goes: of(goes).map(({ named }) => named),
      isOfGoods: of([...comes, ...goes]).every(({ isOfGoods }) => isOfGoods),
    };
  });
}

function listsIn(supplier: Supplier | undefined): readonly string[] {
  return supplier?.lists ?? [];
}

/** The goods of some entries that others do not name, as far as the items are bought. */
function goodsMoved(own: NamedGoods, others: NamedGoods, items: ReadonlySet<string>) {
  const told = new Set(others.map((entry) => JSON.stringify(goodsSaid(entry))));
  return own
    .filter((entry) => !told.has(JSON.stringify(goodsSaid(entry))))
    .filter((entry) => entry.items.some((item) => items.has(item)))
    .map(({ list, entity }) => ({ list, named: { id: null, name: entity }, isOfGoods: true }));
}
