import { tables } from "../../../shared/contract/names.ts";
import type { Item } from "./attributes.ts";

/** When something kept from `now` on may go; nothing when it is kept for good. */
export function expiryOf(now: Date, keepDays: number | null): Item {
  if (keepDays === null) return {};
  const seconds = Math.floor(now.getTime() / 1000) + keepDays * 24 * 60 * 60;
  return { [tables.assessments.expiry]: { N: String(seconds) } };
}
