import { Duration } from "aws-cdk-lib";
import { type Gaps, LATEST_MINUTES } from "../schedule/gaps.ts";

/**
 * How long a sector may be without a recompute: this many CloudWatch periods of some hours, each of them empty.
 */
export interface Heartbeat {
  period: Duration;
  periods: number;
}

const MINUTES_PER_HOUR = 60;
const HOURS_OF_DAY = 24;
const HOURS_PER_WEEK = 7 * HOURS_OF_DAY;
const LEAST_HOURS = 3;
/** The largest number of days after which the watchdog can report a sector. */
export const MOST_STALE_DAYS = 366;

/**
 * The time after which a run is certainly missing: the longest time between two runs, plus the time that the
 * later run may be late, plus the hour in which CloudWatch counts it. When the schedule runs three times within
 * less than that, the time of these three runs is used: then several runs were missed. CloudWatch looks back at
 * most a week; `null` when a week may pass without a run.
 */
export function heartbeatOf({ longest, ofThree }: Gaps): Heartbeat | null {
  const oneMissed = Math.ceil((longest + LATEST_MINUTES) / MINUTES_PER_HOUR) + 1;
  const threeMissed = Math.ceil(ofThree / MINUTES_PER_HOUR);
  // The retries of Scheduler alone may take two hours, so a shorter silence says nothing.
  const hours = Math.max(LEAST_HOURS, Math.min(oneMissed, threeMissed));
  return hours > HOURS_PER_WEEK ? null : { period: Duration.hours(1), periods: hours };
}

/** The longest time between two runs, in hours, rounded up. */
export function longestHours({ longest }: Gaps): number {
  return Math.ceil(longest / MINUTES_PER_HOUR);
}

/**
 * How many days old the last assessment of a sector can become while its runs are on time, on the calendar of
 * any day.
 */
export function mostDaysBetween({ longest }: Gaps): number {
  return Math.ceil(longest / (MINUTES_PER_HOUR * HOURS_OF_DAY));
}

/** After how many days without a newer assessment a sector counts as stale. A run may be late as well. */
export function usualStaleDays({ latestDays }: Gaps): number {
  return latestDays + 1;
}
