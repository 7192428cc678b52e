import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";
import { byList, entriesAbout, indexOf } from "./entry-index.ts";
import { holdsOn, type ListEntry } from "./list-entry.ts";
import { goodsSaid, isOfGoods } from "./listed-goods.ts";
import { factsOf } from "./measure-facts.ts";
import type { RestrictedLists } from "./restricted-lists.ts";
import type { Rule } from "./rule.ts";

/** Who is on which restricted list, on any day. */
export interface Listings {
  /**
   * The suppliers, each with the lists that it is on that day. The same map for all days on which the same
   * suppliers are on the same lists.
   */
  on(day: Day): Suppliers;
  /** The goods that lists name on that day. The same object for all days on which they name the same. */
  goodsOn(day: Day): NamedGoods;
  /** The entries about a supplier on a list, by period; empty when only the supplier's row names the list. */
  entriesOf(supplierId: string, list: string): readonly ListEntry[];
}

/** The goods that restricted lists name on a day, by their entries. */
export type NamedGoods = readonly (ListEntry & { items: string[] })[];

/**
 * The day as of which a rule looks at restricted lists: that of the assessment. A rule that is only announced
 * yet looks at the day on which it begins, since it says what will be found then.
 */
export function listDayOf({ effectiveFrom, measure }: Rule, asOf: Day): string {
  const looksAhead = effectiveFrom !== undefined && effectiveFrom > asOf;
  return looksAhead && factsOf(measure).names.list !== null ? effectiveFrom : asOf;
}

/** The days as of which rules look at restricted lists, in order; none when no rule names a list. */
export function listDaysOf(rules: readonly Rule[], asOf: Day): string[] {
  const naming = rules.filter(({ measure }) => factsOf(measure).names.list !== null);
  return [...new Set(naming.map((rule) => listDayOf(rule, asOf)))].sort();
}

/**
 * Brings suppliers and restricted lists together. An entry is about a supplier when it gives the supplier's id;
 * or exactly its name, and the same country where the entry has one; or when the supplier's row names the list
 * and the two names differ by no more than the legal form. Entries say when a supplier is on a list. A list
 * that a row names, and that has no entry about the supplier, names it on every day.
 */
export function listingsOf(suppliers: Suppliers, lists: RestrictedLists): Listings {
  const index = indexOf(lists.entries);
  const ofGoods = lists.entries.filter(isOfGoods);
  const goodsMade = new Map<string, NamedGoods>();
  const dated = new Map<string, Dated>();
  for (const supplier of suppliers.values()) {
    const entries = entriesAbout(supplier, index);
    if (entries.length > 0) dated.set(supplier.supplierId, { supplier, byList: byList(entries) });
  }
  const made = new Map<string, Suppliers>();
  return {
    on: (day) => {
      const listed = [...dated.values()].map((one) => [one.supplier, listsOn(one, day)] as const);
      const changed = listed.filter(([{ lists: own }, now]) => !isSameSet(own, now));
      const key = JSON.stringify(changed.map(([{ supplierId }, now]) => [supplierId, now]));
      const known = made.get(key) ?? withLists(suppliers, changed);
      made.set(key, known);
      return known;
    },
    goodsOn: (day) => {
      const entries = ofGoods.filter((entry) => holdsOn(entry, day));
      const key = JSON.stringify(entries.map(goodsSaid));
      const known = goodsMade.get(key) ?? entries;
      goodsMade.set(key, known);
      return known;
    },
    entriesOf: (supplierId, list) => dated.get(supplierId)?.byList.get(list) ?? [],
  };
}

interface Dated {
  supplier: Supplier;
  byList: ReadonlyMap<string, readonly ListEntry[]>;
}

function listsOn({ supplier, byList: entries }: Dated, day: Day): string[] {
  const undated = supplier.lists.filter((list) => !entries.has(list));
  const now = [...entries].filter(([, periods]) => periods.some((one) => holdsOn(one, day)));
  return [...undated, ...now.map(([list]) => list)];
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function withLists(suppliers: Suppliers, changed: (readonly [Supplier, string[]])[]): Suppliers {
  if (changed.length === 0) return suppliers;
  const listed = new Map(suppliers);
  for (const [supplier, lists] of changed) listed.set(supplier.supplierId, { ...supplier, lists });
  return listed;
}
