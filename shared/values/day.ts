import * as z from "zod";

/** A day in UTC, written YYYY-MM-DD. As strings, days sort in the order of time. */
export const daySchema = z.iso.date({ error: "must be a day like 2026-07-31" });
export type Day = z.infer<typeof daySchema>;

/** The days that a purchase may have. Most systems write other days, such as those of the years 1 and 9999, where they know none. */
export const FIRST_DAY = "1970-01-01";
export const LAST_DAY = "2100-12-31";

/** Whether something may have been bought on a day. */
export function isDayOfPurchase(day: Day): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/** A day that somebody asks about. What is stored keeps the day it has. */
export const askedDaySchema = daySchema.refine(isDayOfPurchase, {
  error: `must lie between ${FIRST_DAY} and ${LAST_DAY}, as the day of a purchase must`,
});

/** An hour and a day in milliseconds. A day of UTC has no other length. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The day `days` after `day` (before it when negative). */
export function addDays(day: Day, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** How many days a day lies after 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(day) / DAY_MS;
}

/** The day that lies so many days after 1970-01-01. */
export function dayFrom(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The UTC day on which an instant falls. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** An instant to the minute, for a sentence: `2026-07-31 06:00 UTC`. */
export function momentText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** The later of two days; `null` is no day. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The earlier of two days; `null` is no day. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The days that an assessment counts: `after < day ≤ end`, where `after = end − windowDays`. */
export interface Window {
  asOf: Day;
  windowDays: number;
  /** The last day of the window: `asOf`, or an earlier day where the window of a policy follows the data. */
  end: string;
  after: string;
  /** The later window that this one is compared with. A position that is in both is the same position. */
  comparedWith?: Window;
  /** Whether the exposure in the window is also divided by the import that brought it. */
  tellsImports?: true;
  /** Whether only sums are asked for: its fold has no cells but those by import, which would be most of its memory. */
  withoutCells?: true;
}

/** The window of `windowDays` days that ends with `end`, for an assessment as of `asOf`. */
export function windowEnding(asOf: Day, windowDays: number, end = asOf): Window {
  return { asOf, windowDays, end, after: addDays(end, -windowDays) };
}

/**
 * Whether something dated `date` counts in the window. Without a date it always counts.
 *
 * A figure for a whole period (`periodStart` to `date`, such as a month of trade statistics) counts when its
 * last day and at least half of its days lie in the window. Otherwise a window of 31 days that ends on 30 June
 * would count all of May, because 31 May lies in it. A period that is longer than the window counts when its
 * last day lies in it.
 */
export function isInWindow(date: string | null, periodStart: Day | null, window: Window): boolean {
  if (date === null) return true;
  if (date <= window.after || date > window.end) return false;
  if (periodStart === null || periodStart > window.after) return true;
  const periodDays = daysBetween(periodStart, date) + 1;
  const daysInside = daysBetween(window.after, date);
  return periodDays > window.windowDays || 2 * daysInside >= periodDays;
}
