import { countsGoods, type GoodsOnList, goodsSaid } from "../policy/listed-goods.ts";
import { listDayOf, type NamedGoods } from "../policy/listings.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Evidence, ListMove } from "./evidence.ts";
import { goodsThen, listsThen } from "./kept-listings.ts";

/** What a restricted list itself changed for a rule since an earlier assessment. */
export interface ListChange {
  list: string;
  /** The suppliers that came on the list or went off it, in the order of their ids, and the goods. */
  moves: ListMove[];
  /** The suppliers of now, on the lists as they were then. */
  suppliersThen: Suppliers;
  /** The goods that lists named then. */
  goodsThen: readonly GoodsOnList[];
}

/** The suppliers of now, with the restricted lists as a rule sees them. */
export function suppliersFor(rule: Rule, { listings, asOf }: Pick<Evidence, "listings" | "asOf">): Suppliers {
  return listings.on(listDayOf(rule, asOf));
}

/** The goods that restricted lists name, as a rule sees them. */
export function goodsFor(rule: Rule, { listings, asOf }: Pick<Evidence, "listings" | "asOf">): NamedGoods {
  return listings.goodsOn(listDayOf(rule, asOf));
}

/**
 * Who came on the list of a rule, or went off it, although the supplier's row says the same as before. What
 * changed by an edit of the row is not included. `null` when there is nobody, when the rule names no list, or
 * when the earlier assessment did not store it.
 */
export function listChange(rule: Rule, evidence: Evidence): ListChange | null {
  const { list } = factsOf(rule.measure).names;
  const { basis, supply } = evidence;
  const then = list === null ? null : listsThen(basis, listDayOf(rule, basis.asOf));
  if (list === null || then === null) return null;
  const now = suppliersFor(rule, evidence);
  const changed = (basis.suppliers ?? []).flatMap((before) => {
    const row = supply.suppliers.get(before.supplierId);
    const listed = now.get(before.supplierId);
    if (row === undefined || listed === undefined || !saysTheSame(before, row, list)) return [];
    const isOn = listed.lists.includes(list);
    return isOn === then.get(before.supplierId)?.includes(list) ? [] : [{ listed, isOn }];
  });
  const [goodsBefore, goodsNow] = [goodsThen(basis, listDayOf(rule, basis.asOf)), goodsFor(rule, evidence)];
  const moved = countsGoods(rule.measure) ? goodsMoves(list, goodsBefore, goodsNow) : [];
  if (changed.length === 0 && moved.length === 0) return null;
  const suppliersThen = new Map(now);
  for (const { listed, isOn } of changed) {
    const lists = isOn ? listed.lists.filter((one) => one !== list) : [...listed.lists, list];
    suppliersThen.set(listed.supplierId, { ...listed, lists });
  }
  const moves = changed.map(({ listed: { supplierId }, isOn }) => ({ supplierId, isOn }));
  moves.sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1));
  return { list, moves: [...moves, ...moved], suppliersThen, goodsThen: goodsBefore };
}

/** The goods that a list names now and did not then, and the other way round. Goods that it names otherwise are both. */
function goodsMoves(list: string, then: readonly GoodsOnList[], now: readonly GoodsOnList[]): ListMove[] {
  const said = (entries: readonly GoodsOnList[]) =>
    new Map(
      entries.flatMap((entry): [string, string][] =>
        entry.list === list ? [[JSON.stringify(goodsSaid(entry)), entry.entity]] : [],
      ),
    );
  const [were, are] = [said(then), said(now)];
  const without = (all: Map<string, string>, others: Map<string, string>, isOn: boolean) =>
    [...all].flatMap(([key, goods]): ListMove[] => (others.has(key) ? [] : [{ goods, isOn }]));
  return [...without(are, were, true), ...without(were, are, false)];
}

/** Whether a row still gives what a list is compared with: name, country, and whether it names the list. */
function saysTheSame(before: Supplier, row: Supplier, list: string): boolean {
  const isStated = ({ lists }: Supplier) => lists.includes(list);
  return before.name === row.name && before.country === row.country && isStated(before) === isStated(row);
}
