import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";
import { exactName, nameWithoutForm } from "./company-name.ts";
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

/** A list that a supplier's name stands on, although its row does not name the list. */
export interface Resemblance {
  list: string;
  /** The entries by which the supplier counts as on the list; empty when its name is not enough for that. */
  entries: readonly ListEntry[];
}

/**
 * The lists with an entry that has the supplier's name, apart from legal forms and capitals, although its row
 * does not name them. This is for a word to the person who imports: two companies may have the same name.
 */
export function resemblances({ entries }: RestrictedLists): (supplier: Supplier) => Resemblance[] {
  const index = indexOf(entries);
  return (supplier) => {
    const found = byList(entriesAbout(supplier, index));
    const named = (index.withoutForm.get(nameWithoutForm(supplier.name)) ?? []).map(({ list }) => list);
    return [...new Set([...named, ...found.keys()])]
      .filter((list) => !supplier.lists.includes(list))
      .map((list) => ({ list, entries: found.get(list) ?? [] }));
  };
}

interface Dated {
  supplier: Supplier;
  byList: ReadonlyMap<string, readonly ListEntry[]>;
}

interface EntryIndex {
  ids: ReadonlyMap<string, ListEntry[]>;
  exact: ReadonlyMap<string, ListEntry[]>;
  withoutForm: ReadonlyMap<string, ListEntry[]>;
}

function indexOf(entries: readonly ListEntry[]): EntryIndex {
  const by = (keysOf: (entry: ListEntry) => string[]) => {
    const found = new Map<string, ListEntry[]>();
    for (const entry of entries) {
      if (isOfGoods(entry)) continue;
      for (const key of new Set(keysOf(entry))) found.set(key, [...(found.get(key) ?? []), entry]);
    }
    return found;
  };
  const names = ({ entity, names: others }: ListEntry) => [entity, ...others];
  return {
    ids: by(({ suppliers }) => suppliers),
    exact: by((entry) => names(entry).map(exactName)),
    withoutForm: by((entry) =>
      names(entry)
        .map(nameWithoutForm)
        .filter((name) => name !== ""),
    ),
  };
}

function entriesAbout({ supplierId, name, country, lists }: Supplier, index: EntryIndex): ListEntry[] {
  const byName = (index.exact.get(exactName(name)) ?? []).filter(
    (entry) => entry.country === null || entry.country === country,
  );
  const stated =
    lists.length === 0
      ? []
      : (index.withoutForm.get(nameWithoutForm(name)) ?? []).filter(({ list }) => lists.includes(list));
  return [...new Set([...(index.ids.get(supplierId) ?? []), ...byName, ...stated])];
}

function byList(entries: ListEntry[]): Map<string, ListEntry[]> {
  const inOrder = entries.sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return Map.groupBy(inOrder, ({ list }) => list);
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
