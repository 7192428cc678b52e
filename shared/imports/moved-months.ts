import * as z from "zod";
import type { Window } from "../values/day.ts";
import { asMinor, exposureSchema, type Minor } from "../values/exposure.ts";

/** A month like `2026-07`; `null` for positions without a date. */
const monthSchema = z
  .string()
  .regex(/^\d{4}-\d\d$/)
  .nullable();

/**
 * What an import moved in the positions of one sector, by the month of their dates, in minor units: exposure that it took from
 * earlier imports, since it changed or removed their rows, and by how much rows are more than what was stored of them, if anything was.
 */
const movedMonthsSchema = z.strictObject({
  taken: z.array(z.tuple([z.string().nullable(), monthSchema, exposureSchema])),
  added: z.array(z.tuple([monthSchema, exposureSchema])),
});
export type MovedMonths = z.infer<typeof movedMonthsSchema>;

/** The stored form of what an import moved by month. */
export const movedMonthsForm = { version: 1, schema: movedMonthsSchema };

/** Adds up what an import moves while it writes. */
export interface MonthSums {
  taken: Map<string, MovedMonths["taken"][number]>;
  added: Map<string, MovedMonths["added"][number]>;
}

export function emptyMonthSums(): MonthSums {
  return { taken: new Map(), added: new Map() };
}

interface MovedRow {
  date: string | null;
  exposure: Minor;
}

/** Adds a row that an import is about to change or remove; `importId` is the import that brought it. */
export function noteTaken({ taken }: MonthSums, { date, exposure }: MovedRow, importId: string | null): void {
  const month = monthOf(date);
  const key = JSON.stringify([importId, month]);
  taken.set(key, [importId, month, plus(taken.get(key)?.[2], exposure)]);
}

/** Adds by how much a row will be more than what is stored of it. */
export function noteAdded({ added }: MonthSums, { date, exposure }: MovedRow, stored: Minor): void {
  if (exposure <= stored) return;
  const month = monthOf(date);
  const key = JSON.stringify(month);
  added.set(key, [month, plus(added.get(key)?.[1], asMinor(exposure - stored))]);
}

// The record of an import is written again with each batch of rows, so it must stay small.
const MOST_MONTHS = 500;

/** The sums to be stored; `undefined` when there are too many: then nobody knows what was taken from when. */
export function movedMonths({ taken, added }: MonthSums): MovedMonths | undefined {
  if (taken.size + added.size > MOST_MONTHS) return undefined;
  return { taken: [...taken.values()], added: [...added.values()] };
}

/** Whether positions of a month may count in a window. */
export function mayCount(month: string | null, { after, end }: Pick<Window, "after" | "end">): boolean {
  return month === null || (month >= after.slice(0, MONTH) && month <= end.slice(0, MONTH));
}

const MONTH = "2026-07".length;

function monthOf(date: string | null): string | null {
  return date === null ? null : date.slice(0, MONTH);
}

/** A larger sum is stored as this limit: an import must not fail because of its record. */
function plus(sum: number | undefined, exposure: Minor): Minor {
  return asMinor(Math.min(Number.MAX_SAFE_INTEGER, (sum ?? 0) + exposure));
}
