import type { RestrictedLists } from "../../shared/policy/restricted-lists.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/** A restricted list by its id, or as keys are written: `list:1260h`. @throws UsageError with the nearest one. */
export function restrictedListAsked(asked: string, { lists }: RestrictedLists, flag = "--list: "): string {
  const list = asked.replace(/^list:/, "");
  if (lists.has(list)) return list;
  throw new UsageError(`${flag}${quoted(list)} is no restricted list; ${nearestHint(list, lists.keys())}`);
}
