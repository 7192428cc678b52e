import shipped from "../../policies/restricted-lists.json" with { type: "json" };
import type { RestrictedList } from "./list-document.ts";
import type { ListEntry } from "./list-entry.ts";
import { readLists } from "./read-lists.ts";

/** The restricted lists by id, and who is on them when. */
export interface RestrictedLists {
  lists: ReadonlyMap<string, RestrictedList>;
  entries: readonly ListEntry[];
}

/** The lists that ship with Chokepoint. */
export const shippedLists: RestrictedLists = listsOf(shipped);

function listsOf(document: unknown): RestrictedLists {
  const read = readLists(document);
  if ("problem" in read) throw new Error(`restricted-lists.json: ${read.problem}`);
  return { lists: new Map(read.lists.map((list) => [list.list, list])), entries: read.entries };
}
