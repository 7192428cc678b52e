import shipped from "../../policies/restricted-lists.json" with { type: "json" };
import { nearest } from "../values/nearest.ts";
import { quoted } from "../values/parse.ts";
import { problemSentence } from "../values/problem.ts";
import type { ListDocument } from "./list-document.ts";
import type { ListEntry } from "./list-entry.ts";
import { factsOf } from "./measure-facts.ts";
import type { Policy } from "./policy.ts";
import { readLists } from "./read-lists.ts";
import { type RestrictedLists, shippedLists } from "./restricted-lists.ts";

/** The file of a policy folder that adds to the shipped lists, and changes them. */
export const LISTS_FILE = "restricted-lists.json";

/** The lists that a policy stands on: those of its folder, or those that ship. */
export function listsFor({ restrictedLists }: Pick<Policy, "restrictedLists">): RestrictedLists {
  return restrictedLists ?? shippedLists;
}

/** The lists of a folder with a file of its own; `null` when the file is the one that ships. */
export function readOwnLists(document: unknown): RestrictedLists | { problem: string } | null {
  if (JSON.stringify(document) === JSON.stringify(shipped)) return null;
  const read = readLists(document, shippedLists.lists.keys());
  return "problem" in read ? { problem: `${LISTS_FILE}: ${read.problem}` } : withShipped(read);
}

/**
 * The shipped lists with those of a user. An entry of the user replaces the shipped one of the same list, entity
 * and first day; all other entries stay.
 */
export function withShipped(own: Pick<ListDocument, "lists" | "entries">): RestrictedLists {
  const replaced = new Set(own.entries.map(entryKey));
  return {
    lists: new Map([...shippedLists.lists, ...own.lists.map((list) => [list.list, list] as const)]),
    entries: [...shippedLists.entries.filter((entry) => !replaced.has(entryKey(entry))), ...own.entries],
  };
}

/** What identifies an entry: list, entity and first day. */
export function entryKey({ list, entity, from }: Pick<ListEntry, "list" | "entity" | "from">): string {
  return JSON.stringify([list, entity, from]);
}

/** Why the lists that a policy's rules name cannot be used, in one sentence; `null` when they can. */
export function problemOfLists(policy: Policy, lists: RestrictedLists | { problem: string }): string | null {
  for (const { id, measure } of policy.rules) {
    const { list } = factsOf(measure).names;
    if (list === null) continue;
    if ("problem" in lists) return lists.problem;
    if (lists.lists.has(list)) continue;
    const ids = [...lists.lists.keys()];
    const found = nearest(list, ids);
    const hint = found === null ? `they are ${ids.join(", ")}` : `nearest: ${found}`;
    const path = ["measure", ...(measure.kind === "change" ? ["of"] : []), "of", "list"];
    const message = `${quoted(list)} is no restricted list; ${hint}`;
    return `rule ${quoted(id)}: ${problemSentence({ path, message })}`;
  }
  return null;
}
