import type { Day } from "../values/day.ts";
import { nearest } from "../values/nearest.ts";
import { nearestHint } from "../values/nearest-hint.ts";
import { quoted } from "../values/parse.ts";
import { exactName } from "./company-name.ts";
import type { ListDocument } from "./list-document.ts";
import type { ListEntry } from "./list-entry.ts";
import { entryKey, withShipped } from "./own-lists.ts";
import { readLists } from "./read-lists.ts";
import { shippedLists } from "./restricted-lists.ts";

/** A user's file of restricted lists after an edit, and the entry that it is about; or why nothing is edited. */
export type ListEdit = { document: ListDocument; entry: ListEntry } | { problem: string };

/** What may be said of a new entry. */
export interface NewEntry
  extends Partial<Pick<ListEntry, "names" | "country" | "suppliers" | "items" | "origins" | "originsExcept">>,
    Pick<ListEntry, "list" | "entity" | "source"> {
  from: Day;
  /** The title of a list that does not exist yet. */
  title?: string | undefined;
}

/** Puts a company, or goods, on a list from a day on. A list that does not exist is made when its title is given. */
export function addEntry(own: ListDocument, { title, ...fields }: NewEntry): ListEdit {
  const { lists, entries } = withShipped(own);
  const { list, entity, source } = fields;
  if (!lists.has(list) && title === undefined)
    return { problem: `${noList(list, lists.keys())}; or say --title to make it` };
  const already = entries.find(
    (one) => one.list === list && isNamed(one, entity) && (one.to === null || one.to > fields.from),
  );
  if (already !== undefined) {
    const until = already.to === null ? "" : ` until ${already.to}`;
    return {
      problem: `${quoted(already.entity)} is on ${list} from ${already.from ?? "an unknown day"}${until}: end that first`,
    };
  }
  const made = lists.has(list) ? [] : [{ list, title, source }];
  const added = { ...fields, to: null, status: "listed" };
  return checked({ ...own, lists: [...own.lists, ...made], entries: [...own.entries, added] }, added);
}

/** What ends a listing. */
export interface ListingEnd {
  list: string;
  /** The company as the list writes it, or one of its other names. */
  entity: string;
  to: Day;
  status: "removed" | "enjoined";
  source: string;
}

/** Ends the listing of a company that holds on the day before `to`. A shipped entry is ended by a copy in the user's file. */
export function endEntry(own: ListDocument, { list, entity, to, status, source }: ListingEnd): ListEdit {
  const { lists, entries } = withShipped(own);
  if (!lists.has(list)) return { problem: noList(list, lists.keys()) };
  const named = entries.filter((one) => one.list === list && isNamed(one, entity));
  if (named.length === 0) return { problem: noCompany(list, entity, entries) };
  const open = named.find((one) => one.to === null && (one.from === null || one.from < to));
  if (open === undefined) {
    return {
      problem: `${quoted(entity)} is not on ${list} before ${to} without an end: see lists show ${list}`,
    };
  }
  const ended = { ...open, to, status, source: `${open.source}; ${source}` };
  const others = own.entries.filter((one) => entryKey(one) !== entryKey(ended));
  return checked({ ...own, entries: [...others, ended] }, ended);
}

/** Reads what an edit makes, as if it stood in the file. */
function checked(document: unknown, entry: Pick<ListEntry, "list" | "entity">): ListEdit {
  const read = readLists(document, shippedLists.lists.keys());
  if ("problem" in read) return read;
  const last = read.entries.at(-1);
  if (last === undefined) throw new Error(`no entry of ${entry.entity} on ${entry.list}`);
  return { document: read, entry: last };
}

function isNamed({ entity, names, suppliers }: ListEntry, name: string): boolean {
  return suppliers.includes(name) || [entity, ...names].some((one) => exactName(one) === exactName(name));
}

function noList(list: string, known: Iterable<string>): string {
  return `${quoted(list)} is no restricted list; ${nearestHint(list, known)}`;
}

function noCompany(list: string, name: string, entries: readonly ListEntry[]): string {
  const names = entries.filter((one) => one.list === list).flatMap((one) => [one.entity, ...one.names]);
  const found = nearest(name, names);
  return `${quoted(name)} is not on ${list}${found === null ? "" : `; nearest: ${quoted(found)}`}`;
}
