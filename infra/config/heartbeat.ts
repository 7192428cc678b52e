import { Duration } from "aws-cdk-lib";
import { type Gaps, LATEST_MINUTES } from "../schedule/gaps.ts";

/** How long a sector may go without a recompute: some hours of CloudWatch, each of which stays empty. */
export interface Heartbeat {
  period: Duration;
  periods: number;
}

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 7 * HOURS_PER_DAY;
const LEAST_HOURS = 3;
/** The most days after which the watchdog can call a sector stale. */
export const MOST_STALE_DAYS = 366;

/**
 * The time in which a run is missing for certain: the longest between two runs, with all that the later one may be late
 * and the hour in which CloudWatch counts it. Where a schedule runs three times sooner than that, so long: then several
 * were missed. CloudWatch looks back a week at most; `null` where a week may pass without a run that is in order.
 */
export function heartbeatOf({ longest, ofThree }: Gaps): Heartbeat | null {
  const oneMissed = Math.ceil((longest + LATEST_MINUTES) / MINUTES_PER_HOUR) + 1;
  const threeMissed = Math.ceil(ofThree / MINUTES_PER_HOUR);
  // Scheduler's retries alone may fill two hours: a shorter silence says nothing.
  const hours = Math.max(LEAST_HOURS, Math.min(oneMissed, threeMissed));
  return hours > HOURS_PER_WEEK ? null : { period: Duration.hours(1), periods: hours };
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
export function usualStaleDays({ latestDays }: Gaps): number {
  return latestDays + 1;
}
