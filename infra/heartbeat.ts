import { Duration } from "aws-cdk-lib";

/** How long a sector may go without a recompute: some periods of CloudWatch, each of which stays empty. */
export interface Heartbeat {
  period: Duration;
  periods: number;
}

const MISSED = 3;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
// CloudWatch looks back a day at periods below an hour, and a week at longer ones.
const LONGEST_SHORT = MINUTES_PER_DAY;
const LONGEST = 7 * MINUTES_PER_DAY;

/**
 * Three periods of a schedule, or as much of that as CloudWatch can look back: a week. A cron expression that names
 * single days counts as weekly, one that names one hour as daily, and any other as hourly.
 */
export function heartbeatOf(expression: string): Heartbeat {
  const minutes = minutesBetween(expression);
  if (MISSED * minutes > LONGEST) return { period: Duration.days(1), periods: LONGEST / MINUTES_PER_DAY };
  if (minutes < MINUTES_PER_HOUR && MISSED * minutes <= LONGEST_SHORT) {
    // Lambda may retry a start for hours: a pause of less than an hour says nothing.
    return { period: Duration.hours(1), periods: MISSED };
  }
  const hours = Math.ceil(minutes / MINUTES_PER_HOUR);
  return { period: Duration.hours(Math.min(hours, 24)), periods: MISSED * Math.ceil(hours / 24) };
}

const MINUTES: Record<string, number> = { minute: 1, hour: MINUTES_PER_HOUR, day: MINUTES_PER_DAY };

function minutesBetween(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && unit !== undefined) return Number(count) * (MINUTES[unit] ?? 1);
  const [, hours = "*", day = "*", month = "*", weekday = "*"] = expression
    .replace(/^cron\(|\)$/g, "")
    .split(" ");
  const isEvery = (field: string) => field === "*" || field === "?";
  if (!isEvery(day) || !isEvery(month) || !isEvery(weekday)) return LONGEST;
  return /^\d+$/.test(hours) ? MINUTES_PER_DAY : MINUTES_PER_HOUR;
}
