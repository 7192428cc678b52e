import { listsFor } from "../policy/own-lists.ts";
import type { Policy } from "../policy/policy.ts";
import { lineOf, oneLine } from "../values/one-line.ts";

const LONGEST_LIST_TITLE = 120;

/** A restricted list by what it is called: `the list "FCC Covered List"`; by its id where a policy does not know it. */
export function listTitle(list: string, policy: Pick<Policy, "restrictedLists">): string {
  const known = listsFor(policy).lists.get(list);
  return `the list "${known === undefined ? oneLine(list) : lineOf(known.title, LONGEST_LIST_TITLE)}"`;
}
