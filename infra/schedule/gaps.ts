import { LAST_YEAR } from "./cron.ts";
import { forEachRun } from "./runs.ts";
import type { Schedule } from "./schedule.ts";
import { MINUTES_PER_DAY } from "./zone.ts";

/** How far apart the runs of a schedule can be, in minutes. */
export interface Gaps {
  /** The longest time between one run and the next. */
  longest: number;
  /** The longest time between one run and the third after it. */
  ofThree: number;
  /** How many days (UTC) after the day of one run the next run may end, when it is as late as possible. */
  latestDays: number;
}

/**
 * How late a run may end: Scheduler and Lambda retry for two hours, and the run may take a quarter of an hour.
 */
export const LATEST_MINUTES = 3 * 60;

// 28 years contain every combination of weekday, date and leap year, and every known change of the clocks.
const FROM = Date.UTC(2026, 0, 1) / 60_000;
const TO = Date.UTC(2054, 0, 1) / 60_000;

/** The gaps of a schedule in a time zone; or the fact that it never runs, or ends. */
export function gapsOf(schedule: Schedule, timeZone: string): Gaps | "never" | "ends" {
  if (schedule.kind === "rate") return gapsOfRate(schedule.minutes);
  const { cron } = schedule;
  // The time before the first run and after the last one counts too, because a gap may be longer than these
  // years.
  const runs: [number, number, number] = [FROM, FROM, FROM];
  const gaps: Gaps = { longest: 0, ofThree: 0, latestDays: 0 };
  let count = 0;
  const visit = (minute: number) => {
    gaps.longest = Math.max(gaps.longest, minute - runs[2]);
    gaps.ofThree = Math.max(gaps.ofThree, minute - runs[0]);
    gaps.latestDays = Math.max(gaps.latestDays, dayOfMinute(minute + LATEST_MINUTES) - dayOfMinute(runs[2]));
    runs[0] = runs[1];
    runs[1] = runs[2];
    runs[2] = minute;
    count += 1;
  };
  forEachRun(cron, { timeZone, from: FROM, to: TO }, visit);
  if (count === 0) return "never";
  if (!cron.years.has(LAST_YEAR) && !cron.years.has(LAST_YEAR - 1)) return "ends";
  visit(TO);
  return gaps;
}

/** A rate starts when it is deployed, so its runs may be at any time of a day. */
function gapsOfRate(minutes: number): Gaps {
  const latestDays = Math.ceil((minutes + LATEST_MINUTES) / MINUTES_PER_DAY);
  return { longest: minutes, ofThree: 3 * minutes, latestDays };
}

function dayOfMinute(minute: number): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}
