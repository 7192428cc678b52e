import * as z from "zod";

/** A stored item that cannot be read: where it is stored, and why it cannot be read. */
export const unreadableItemSchema = z.strictObject({
  /** Its table and key, in the form that `list unreadable --remove` takes: `positions/ai#03/P-1`. */
  key: z.string(),
  problem: z.string(),
});
export type UnreadableItem = z.infer<typeof unreadableItemSchema>;

/** Stored items that could not be read: how many, and the first of them. */
export interface Unreadable {
  count: number;
  /** Sorted by key, at most `MOST_NAMED`. */
  first: UnreadableItem[];
}

/** How many items are named; the others are only counted. */
export const MOST_UNREADABLE_NAMED = 3;

export const NOTHING_UNREADABLE: Unreadable = { count: 0, first: [] };

export const TOO_LARGE =
  "is among the largest of its sector, which add up to more than can be summed exactly";

/**
 * Positions that are left out because their sector could not be summed exactly with them. `keys` are the first
 * ones by key.
 */
export function tooLargeToSum(count: number, keys: string[]): Unreadable {
  const first = keys.slice(0, MOST_UNREADABLE_NAMED).map((key) => ({ key, problem: TOO_LARGE }));
  return { count, first };
}

/** Several counts as one. */
export function mergeUnreadable(all: Unreadable[]): Unreadable {
  const count = all.reduce((sum, one) => sum + one.count, 0);
  const byKey = new Map(all.flatMap((one) => one.first).map((item) => [item.key, item]));
  const first = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { count, first: first.slice(0, MOST_UNREADABLE_NAMED) };
}
