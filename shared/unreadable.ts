import * as z from "zod";
import { withoutLinks } from "./links-as-text.ts";
import { lineOf } from "./one-line.ts";

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

/** Positions of a sector that are left out, since with them its exposures could not be summed. */
export function tooLargeToSum(sector: string, count: number): Unreadable {
  if (count === 0) return NOTHING_UNREADABLE;
  return { count, first: [{ key: `positions/${sector}: the largest`, problem: TOO_LARGE }] };
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
  return `npx chokepoint list unreadable${stack === null ? "" : ` --stack ${stack}`}`;
}

/** What to do about them, as a sentence. */
export function unreadableRemedy({ first }: Unreadable, stack: string | null = null): string {
  const command = listUnreadable(stack);
  if (first.every(({ problem }) => problem !== TOO_LARGE)) return `${command} shows and removes them.`;
  return `The largest positions are too large to be summed: correct their exposure and import them again. ${command} shows the others.`;
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

/** `3 stored assessments cannot be read (assessments/ai/…)`. */
export function unreadableSummaries(bad: Unreadable): string {
  const assessments = bad.count === 1 ? "assessment" : "assessments";
  return `${bad.count.toLocaleString("en-US")} stored ${assessments} cannot be read${keysText(bad)}`;
}
