import type { Cron } from "./cron.ts";
import { isDayOf } from "./cron-days.ts";
import { MINUTES_PER_DAY, type ZoneOffset, zoneOffsets } from "./zone.ts";

const MS_PER_MINUTE = 60_000;

/**
 * Calls back for each run of a cron expression in a time zone, between two minutes since 1970 (UTC), in order.
 * As in Scheduler, a local time that is skipped when the clocks change has no run, and a local time that comes
 * twice runs only the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function forEachRun(
  cron: Cron,
  { timeZone, from, to }: { timeZone: string; from: number; to: number },
  visit: (minute: number) => void,
): void {
  const toUtc = localToUtc(zoneOffsets(timeZone, from - MINUTES_PER_DAY, to + MINUTES_PER_DAY));
  // No time zone differs from UTC by more than a day.
  for (
    let day = Math.floor(from / MINUTES_PER_DAY) - 1;
    day * MINUTES_PER_DAY < to + MINUTES_PER_DAY;
    day += 1
  ) {
    if (!isRunDay(cron, day)) continue;
    for (const time of cron.times) {
      const minute = toUtc(day * MINUTES_PER_DAY + time);
      if (minute !== null && minute >= from && minute < to) visit(minute);
    }
  }
}

function isRunDay({ days, months, years }: Cron, day: number): boolean {
  const date = new Date(day * MINUTES_PER_DAY * MS_PER_MINUTE);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (!years.has(year) || !months.has(month + 1)) return false;
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isDayOf(days, { date: date.getUTCDate(), weekday: date.getUTCDay() + 1, lastDate });
}

/**
 * Converts local minutes, given in ascending order, to UTC; `null` for a local time that is skipped when the
 * clocks change.
 */
function localToUtc(offsets: readonly ZoneOffset[]): (local: number) => number | null {
  let index = 0;
  return (local) => {
    for (;;) {
      const [current, next] = [offsets[index], offsets[index + 1]];
      if (current === undefined) throw new Error("a time zone without an offset");
      const minute = local - current.ahead;
      if (next === undefined || minute < next.from) return minute < current.from ? null : minute;
      index += 1;
    }
  };
}
