import type { Supplier } from "../supply/supplier.ts";
import { nameWithoutForm } from "./company-name.ts";
import { byList, entriesAbout, indexOf } from "./entry-index.ts";
import type { ListEntry } from "./list-entry.ts";
import type { RestrictedLists } from "./restricted-lists.ts";

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
