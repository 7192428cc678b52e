import type { Item } from "./attributes.ts";

/** The attribute by which DynamoDB lets an item go, some time after the second since 1970 that it holds. */
export const EXPIRY_ATTRIBUTE = "expiresAt";

/** When something kept from `now` on may go; nothing when it is kept for good. */
export function expiryOf(now: Date, keepDays: number | null): Item {
  if (keepDays === null) return {};
  const seconds = Math.floor(now.getTime() / 1000) + keepDays * 24 * 60 * 60;
  return { [EXPIRY_ATTRIBUTE]: { N: String(seconds) } };
}
