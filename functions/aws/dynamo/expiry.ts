import { tables } from "../../../shared/contract/tables.ts";
import type { Item } from "./attributes.ts";

/** The attribute that makes an item expire `keepDays` after `now`; no attribute for an item that is kept for ever. */
export function expiryOf(now: Date, keepDays: number | null): Item {
  if (keepDays === null) return {};
  const seconds = Math.floor(now.getTime() / 1000) + keepDays * 24 * 60 * 60;
  return { [tables.assessments.expiry]: { N: String(seconds) } };
}
