import type { Supplier } from "../supply/supplier.ts";
import { exactName, nameWithoutForm } from "./company-name.ts";
import type { ListEntry } from "./list-entry.ts";
import { isOfGoods } from "./listed-goods.ts";

/** Entries of restricted lists by what they have of a supplier: its id, its name, its name without the legal form. */
interface EntryIndex {
  ids: ReadonlyMap<string, ListEntry[]>;
  exact: ReadonlyMap<string, ListEntry[]>;
  withoutForm: ReadonlyMap<string, ListEntry[]>;
}

/** The index of all entries but those of goods, which name no company. */
export function indexOf(entries: readonly ListEntry[]): EntryIndex {
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

/** The entries that are about a supplier; `listingsOf` says when one is. */
export function entriesAbout({ supplierId, name, country, lists }: Supplier, index: EntryIndex): ListEntry[] {
  const byName = (index.exact.get(exactName(name)) ?? []).filter(
    (entry) => entry.country === null || entry.country === country,
  );
  const stated =
    lists.length === 0
      ? []
      : (index.withoutForm.get(nameWithoutForm(name)) ?? []).filter(({ list }) => lists.includes(list));
  return [...new Set([...(index.ids.get(supplierId) ?? []), ...byName, ...stated])];
}

/** Entries by list, earliest first. */
export function byList(entries: ListEntry[]): Map<string, ListEntry[]> {
  const inOrder = entries.sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return Map.groupBy(inOrder, ({ list }) => list);
}
