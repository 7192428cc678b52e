import type { RestrictedLists } from "../../shared/policy/restricted-lists.ts";
import { nearest } from "../../shared/values/nearest.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/** A restricted list by its id, or as keys are written: `list:1260h`. @throws UsageError with the nearest one. */
export function restrictedListAsked(asked: string, { lists }: RestrictedLists): string {
  const list = asked.replace(/^list:/, "");
  if (lists.has(list)) return list;
  const near = nearest(list, lists.keys());
  const hint = near === null ? `they are ${[...lists.keys()].join(", ")}` : `nearest: ${near}`;
  throw new UsageError(`--list: ${quoted(list)} is no restricted list; ${hint}`);
}
