import { noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { dayText } from "./day-text.ts";

/**
 * What a text needs to say which days an assessment counted. An assessment of an earlier version has no
 * `windowEnd`.
 */
export interface WindowTold {
  asOf: Day;
  windowDays: number;
  windowEnd?: Day;
}

/** `the last 31 days`; when the window ends before `asOf`, `the 31 days to 2026-07-31`. */
export function daysOfWindow({ asOf, windowDays, windowEnd = asOf }: WindowTold): string {
  return windowEnd === asOf
    ? `the last ${daysText(windowDays)}`
    : `the ${daysText(windowDays)} to ${windowEnd}`;
}

/** The same without an article, and with the day as messages write it: `last 31 days`, `31 days to 31 Jul 2026`. */
export function daysTold({ asOf, windowDays, windowEnd = asOf }: WindowTold): string {
  return windowEnd === asOf
    ? `last ${daysText(windowDays)}`
    : `${daysText(windowDays)} to ${dayText(windowEnd)}`;
}

/** `31 days`, or `window of 31 days to 2026-07-31`. */
export function windowText({ asOf, windowDays, windowEnd = asOf }: WindowTold): string {
  return windowEnd === asOf ? daysText(windowDays) : `window of ${daysText(windowDays)} to ${windowEnd}`;
}

function daysText(days: number): string {
  return `${days} ${noun(days, "day")}`;
}
