import * as z from "zod";

/** A day in UTC, written YYYY-MM-DD. As strings, days sort in the order of time. */
export const daySchema = z.iso.date({ error: "must be a day like 2026-07-31" });

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day `days` after `day` (before it when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY);
}

/** The UTC day on which an instant falls. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
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

/**
 * The days an assessment looks at: `after < day ≤ end`, with `after = end − windowDays`. Most windows end with the day
 * that the assessment is as of.
 */
export interface Window {
  asOf: string;
  windowDays: number;
  /** The last day of the window: `asOf`, or a day before it where a policy follows its data. */
  end: string;
  after: string;
  /** The later window that this one is compared with: a position that is in both is the same position. */
  comparedWith?: Window;
  /** Whether what counts in it is also divided by the imports that brought it. */
  tellsImports?: true;
}

/** The window of `windowDays` days that ends with `end`, for an assessment as of `asOf`. */
export function windowEnding(asOf: string, windowDays: number, end = asOf): Window {
  return { asOf, windowDays, end, after: addDays(end, -windowDays) };
}

/**
 * Whether something dated `date` counts in the window. Without a date it always counts.
 *
 * A figure that stands for a whole period (a month of trade statistics: `periodStart` to `date`) also needs at
 * least half of its days inside, so that a 31-day window at the end of June holds June and not the last day of
 * May, which would bring all of May with it. A period longer than the window counts by its last day alone.
 */
export function isInWindow(date: string | null, periodStart: string | null, window: Window): boolean {
  if (date === null) return true;
  if (date <= window.after || date > window.end) return false;
  if (periodStart === null || periodStart > window.after) return true;
  const periodDays = daysBetween(periodStart, date) + 1;
  const daysInside = daysBetween(window.after, date);
  return periodDays > window.windowDays || 2 * daysInside >= periodDays;
}
