import type { Cron } from "./cron.ts";
import { isDayOf } from "./cron-days.ts";
import { type ZoneOffset, zoneOffsets } from "./zone.ts";

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 24 * 60;

/**
 * Tells each run of a cron expression in a time zone between two minutes since 1970 (UTC), in their order. As Scheduler
 * does: a time that the clocks leave out is skipped, and of a time that they show twice only the first counts.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function forEachRun(
  cron: Cron,
  { timeZone, from, to }: { timeZone: string; from: number; to: number },
  visit: (minute: number) => void,
): void {
  const toUtc = localToUtc(zoneOffsets(timeZone, from - MINUTES_PER_DAY, to + MINUTES_PER_DAY));
  // No zone is more than a day away from UTC.
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

/** Turns local minutes, asked for in ascending order, into those of UTC; `null` for one that the clocks leave out. */
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
