import type { Days } from "../../functions/ports/supply.ts";
import { addDays, type Day } from "../../shared/values/day.ts";
import { dateAsked } from "./asked-keys.ts";
import { UsageError } from "./usage-error.ts";

/** Days as they are asked for on the command line. */
export interface RangeOptions {
  date?: string;
  from?: string;
  to?: string;
}

/** Which days were asked for. */
export interface AskedDays {
  /** The days to read; `null` for all of them, and what has none. */
  days: Days | null;
  isOn(date: Day | null): boolean;
}

const LAST_DAY = "9999-12-31";

/** The days of `--date`, or of `--from` and `--to`. What has no day lies in no range. @throws UsageError for what is no day. */
export function daysAskedFor({ date, from, to }: RangeOptions): AskedDays {
  if (date !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new UsageError("--date stands alone, without --from and --to");
    const day = dateAsked("--date", date);
    return { days: daysFrom(day ?? LAST_DAY, day), isOn: (one) => one === day };
  }
  if (from === undefined && to === undefined) return { days: null, isOn: () => true };
  const first = from === undefined ? null : known("--from", from);
  const last = to === undefined ? null : known("--to", to);
  if (first !== null && last !== null && last < first)
    throw new UsageError(`--to: ${last} is before --from, ${first}`);
  return {
    days: { after: first === null ? null : addDays(first, -1), upTo: last ?? LAST_DAY },
    isOn: (one) => one !== null && (first === null || one >= first) && (last === null || one <= last),
  };
}

/** One day; with `null` all that comes after the last day: what has none. */
function daysFrom(day: Day, upTo: Day | null): Days {
  return { after: upTo === null ? day : addDays(day, -1), upTo };
}

function known(flag: string, text: string): Day {
  const day = dateAsked(flag, text);
  if (day === null)
    throw new UsageError(`${flag}: must be a day; --date unknown asks for positions without one`);
  return day;
}
