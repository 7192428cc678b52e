import { quoted } from "../../shared/values/parse.ts";
import { type Gaps, gapsOf } from "../schedule/gaps.ts";
import { readSchedule } from "../schedule/schedule.ts";
import { ContextError } from "./context-error.ts";
import { MOST_STALE_DAYS, mostDaysBetween, usualStaleDays } from "./heartbeat.ts";

/** The schedule of a sector, and how far apart its runs can be. */
export interface SpacedSchedule {
  sector: string;
  expression: string;
  gaps: Gaps;
}

// Computing the gaps of 28 years takes a moment, and most sectors share one schedule.
const walked = new Map<string, ReturnType<typeof gapsOf>>();

/**
 * The gaps of a sector's schedule. `key` is its key in the context, for the error.
 * @throws ContextError when no alarm could watch this schedule: it never runs, it ends, or it pauses for a
 * year.
 */
export function readGaps(key: string, expression: string, timeZone: string): Gaps {
  const gaps = walk(key, expression, timeZone);
  if (gaps === "never") throw refused(key, expression, "never comes");
  if (gaps === "ends")
    throw refused(key, expression, "has a last run, after which nothing would be recomputed");
  const days = mostDaysBetween(gaps);
  if (days < MOST_STALE_DAYS) return gaps;
  const reason = `may leave ${days} days between two runs, and ${MOST_STALE_DAYS - 1} at most can be watched`;
  throw refused(key, expression, reason);
}

/** @throws ContextError when a schedule never runs. `key` is its key in the context. */
export function refuseNever(key: string, expression: string, timeZone: string): void {
  if (walk(key, expression, timeZone) === "never") throw refused(key, expression, "never comes");
}

function walk(key: string, expression: string, timeZone: string): ReturnType<typeof gapsOf> {
  const read = readSchedule(expression);
  if ("problem" in read) throw refused(key, expression, read.problem);
  const name = `${expression} ${timeZone}`;
  const gaps = walked.get(name) ?? gapsOf(read.schedule, timeZone);
  walked.set(name, gaps);
  return gaps;
}

function refused(key: string, expression: string, reason: string): ContextError {
  return new ContextError(`context: field "${key}": ${quoted(expression)} ${reason}`);
}

/**
 * After how many days without a newer assessment the watchdog reports a sector: the days that were asked for,
 * otherwise what the slowest schedule needs.
 * @throws ContextError when the days that were asked for would report a sector that is recomputed on time.
 */
export function readStaleDays(asked: number | undefined, schedules: readonly SpacedSchedule[]): number {
  if (asked === undefined) {
    const usual = schedules.map(({ gaps }) => usualStaleDays(gaps));
    return Math.min(Math.max(...usual), MOST_STALE_DAYS);
  }
  for (const { sector, expression, gaps } of schedules) {
    const days = mostDaysBetween(gaps);
    if (asked > days) continue;
    const reason = `${asked} is too few: with ${expression}, the last assessment of ${sector} may be ${days} days old`;
    throw new ContextError(
      `context: field "staleAfterDays": ${reason} before the next run, so it must be more`,
    );
  }
  return asked;
}
