import { Duration } from "aws-cdk-lib";
import type { Gaps } from "./schedule/gaps.ts";

/** How long a sector may go without a recompute: some periods of CloudWatch, each of which stays empty. */
export interface Heartbeat {
  period: Duration;
  periods: number;
}

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 7 * HOURS_PER_DAY;
// So late a run may still begin: Scheduler and Lambda try again for two hours; and it may take a quarter of an hour.
const LATEST_HOURS = 3;
const LEAST_PERIODS = 3;
/** The most days after which the watchdog can call a sector stale. */
export const MOST_STALE_DAYS = 366;

/**
 * The time in which a schedule runs three times, whenever one begins to look: no run in it means that at least two were
 * missed. CloudWatch looks back a week at most; `null` where a week may pass without a run that is in order.
 */
export function heartbeatOf({ longest, ofThree }: Gaps): Heartbeat | null {
  if (longest / MINUTES_PER_HOUR + LATEST_HOURS > HOURS_PER_WEEK) return null;
  // Scheduler's retries alone may fill two hours: a shorter silence says nothing.
  const hours = Math.max(LEAST_PERIODS, Math.min(Math.ceil(ofThree / MINUTES_PER_HOUR), HOURS_PER_WEEK));
  const periods = Math.max(LEAST_PERIODS, Math.ceil(hours / HOURS_PER_DAY));
  return { period: Duration.hours(Math.ceil(hours / periods)), periods };
}

/** The longest time between two runs, in hours, rounded up. */
export function longestHours({ longest }: Gaps): number {
  return Math.ceil(longest / MINUTES_PER_HOUR);
}

/** How old in days the last assessment of a sector can be between two runs that are in order, on any day's calendar. */
export function mostDaysBetween({ longest }: Gaps): number {
  return Math.ceil(longest / (MINUTES_PER_HOUR * HOURS_PER_DAY));
}

/** After how many days without a newer assessment a sector counts as stale, where a run may also be late. */
export function usualStaleDays(gaps: Gaps): number {
  const late = { ...gaps, longest: gaps.longest + LATEST_HOURS * MINUTES_PER_HOUR };
  return mostDaysBetween(late) + 1;
}
