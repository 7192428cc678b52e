import * as z from "zod";
import { withoutLinks } from "./links-as-text.ts";
import { lineOf } from "./one-line.ts";
import { stackOption } from "./stack-option.ts";

/** A stored item that cannot be read: where it is, and what is wrong with it. */
export const unreadableItemSchema = z.strictObject({
  /** Its table and its key, as `list unreadable --remove` takes them: `positions/ai#03/P-1`. */
  key: z.string(),
  problem: z.string(),
});
export type UnreadableItem = z.infer<typeof unreadableItemSchema>;

/** Stored items that could not be read: how many, and the first of them. */
export interface Unreadable {
  count: number;
  /** By key, at most `MOST_NAMED`. */
  first: UnreadableItem[];
}

/** As many as are named: the others are counted. */
export const MOST_NAMED = 3;

export const NOTHING_UNREADABLE: Unreadable = { count: 0, first: [] };

const TOO_LARGE = "is among the largest of its sector, which add up to more than can be summed exactly";

/** Positions that are left out, the first of them by key, since with them their sector could not be summed. */
export function tooLargeToSum(count: number, keys: string[]): Unreadable {
  const first = keys.slice(0, MOST_NAMED).map((key) => ({ key, problem: TOO_LARGE }));
  return { count, first };
}

/** All of them as one. */
export function mergeUnreadable(all: Unreadable[]): Unreadable {
  const count = all.reduce((sum, one) => sum + one.count, 0);
  const byKey = new Map(all.flatMap((one) => one.first).map((item) => [item.key, item]));
  const first = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { count, first: first.slice(0, MOST_NAMED) };
}

/** The command that shows and removes them, in a deployed stack where one is given. */
export function listUnreadable(stack: string | null = null): string {
  return `npx chokepoint list unreadable${stackOption(stack)}`;
}

/** How items are taken away, to end a line with: by their keys, where these stand in a text as they are. */
export function removalOf(items: UnreadableItem[], stack: string | null = null): string {
  const keys = items.map(({ key }) => key);
  return keys.length > 0 && items.every((item) => shortKey(item) === item.key)
    ? `To remove: npx chokepoint list unreadable --remove ${keys.join(" ")}${stackOption(stack)}`
    : `${listUnreadable(stack)} shows and removes them.`;
}

/** What to do about them. A row that is imported again takes the place of one that cannot be read. */
export function unreadableRemedy({ count, first }: Unreadable, stack: string | null = null): string {
  const tooLarge = first.filter(({ problem }) => problem === TOO_LARGE);
  const damaged = first.filter(({ problem }) => problem !== TOO_LARGE);
  const parts = [
    ...(tooLarge.length === 0
      ? []
      : [`Too large to be summed: ${tooLarge.map(shortKey).join(", ")}: import with the right exposure.`]),
    ...(count > first.length ? [`${listUnreadable(stack)} shows all that are damaged.`] : []),
    ...(damaged.length === 0 ? [] : [`Import again what is damaged. ${removalOf(damaged, stack)}`]),
  ];
  return parts.join(" ");
}

const LONGEST_KEY = 120;

/** Its key as it is shown among other words. */
export function shortKey({ key }: UnreadableItem): string {
  return withoutLinks(lineOf(key, LONGEST_KEY));
}

/** ` (positions/ai#03/P-1, links/acme/cells#b and 7 more)`; nothing where none is known by its key. */
export function keysText({ count, first }: Unreadable): string {
  if (first.length === 0) return "";
  const more = count - first.length;
  const keys = first.map(shortKey).join(", ");
  return ` (${keys}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""})`;
}

/** `Stored items that could not be read since 2026-07-22: 1 (positions/ai#03/P-1).` */
export function unreadableCount(bad: Unreadable, since?: string): string {
  const from = since === undefined ? "" : ` since ${since}`;
  return `Stored items that could not be read${from}: ${bad.count.toLocaleString("en-US")}${keysText(bad)}.`;
}

/** `3 stored assessments cannot be read (assessments/ai/…)`. */
export function unreadableSummaries(bad: Unreadable): string {
  const assessments = bad.count === 1 ? "assessment" : "assessments";
  return `${bad.count.toLocaleString("en-US")} stored ${assessments} cannot be read${keysText(bad)}`;
}
