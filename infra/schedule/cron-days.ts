import { quoted } from "../../shared/values/parse.ts";
import { type FieldKind, readField, readValue } from "./cron-field.ts";

/** The days of the month on which a cron expression runs. */
export type DayRule =
  | { kind: "dates"; dates: ReadonlySet<number> }
  | { kind: "weekdays"; weekdays: ReadonlySet<number> }
  /** `L`: the last day of the month. */
  | { kind: "last" }
  /** `15W`: the weekday (Monday to Friday) that is nearest to the date, in the same month. */
  | { kind: "nearest"; date: number }
  /** `LW`: the last weekday (Monday to Friday) of the month. */
  | { kind: "last-working" }
  /** `6L`: the last Friday of the month. */
  | { kind: "last-of"; weekday: number }
  /** `2#1`: the first Monday of the month. */
  | { kind: "nth"; weekday: number; nth: number };

/** A day in its month. Days of the week are 1 for Sunday to 7 for Saturday, as in EventBridge Scheduler. */
export interface CalendarDay {
  date: number;
  weekday: number;
  /** The last date of the month. */
  lastDate: number;
}

const DATES: FieldKind = { name: "day-of-month", least: 1, most: 31 };
const WEEKDAYS: FieldKind = {
  name: "day-of-week",
  least: 1,
  most: 7,
  names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};
const SUNDAY = 1;
const SATURDAY = 7;

/** Reads the two fields for days. Exactly one of them must be `?`. */
export function readDays(date: string, weekday: string): { rule: DayRule } | { problem: string } {
  if ((date === "?") === (weekday === "?"))
    return { problem: "one of day-of-month and day-of-week must be ?, and the other must not" };
  return weekday === "?" ? readDates(date) : readWeekdays(weekday);
}

function readDates(text: string): { rule: DayRule } | { problem: string } {
  if (text === "L") return { rule: { kind: "last" } };
  if (text === "LW") return { rule: { kind: "last-working" } };
  if (/[LW]/.test(text)) {
    const date = text.endsWith("W") ? readValue(text.slice(0, -1), DATES) : null;
    if (date !== null) return { rule: { kind: "nearest", date } };
    return { problem: `${DATES.name}: ${quoted(text)} must be L, LW or a date with W, like 15W, alone` };
  }
  const read = readField(text, DATES);
  return "problem" in read ? read : { rule: { kind: "dates", dates: new Set(read.values) } };
}

function readWeekdays(text: string): { rule: DayRule } | { problem: string } {
  // `L` alone, as a day of the week, is Saturday.
  if (text === "L") return { rule: { kind: "weekdays", weekdays: new Set([SATURDAY]) } };
  const [, lastOf, nthOf, nth] = /^(?:(.+)L|(.+)#([1-5]))$/.exec(text) ?? [];
  const weekday = readValue(lastOf ?? nthOf ?? "", WEEKDAYS);
  if (weekday !== null) {
    return {
      rule: nth === undefined ? { kind: "last-of", weekday } : { kind: "nth", weekday, nth: Number(nth) },
    };
  }
  if (/#|L$/.test(text)) {
    const form = "must be L, or one weekday with L or #, like 6L or 2#1, alone";
    return { problem: `${WEEKDAYS.name}: ${quoted(text)} ${form}` };
  }
  const read = readField(text, WEEKDAYS);
  return "problem" in read ? read : { rule: { kind: "weekdays", weekdays: new Set(read.values) } };
}

/** Whether a rule includes a day. `31W` includes no day in a month of 30 days. */
export function isDayOf(rule: DayRule, day: CalendarDay): boolean {
  switch (rule.kind) {
    case "dates":
      return rule.dates.has(day.date);
    case "weekdays":
      return rule.weekdays.has(day.weekday);
    case "last":
      return day.date === day.lastDate;
    case "nearest":
      return rule.date <= day.lastDate && day.date === nearestWorkingDate(rule.date, day);
    case "last-working":
      return day.date === nearestWorkingDate(day.lastDate, day);
    case "last-of":
      return day.weekday === rule.weekday && day.date + 7 > day.lastDate;
    case "nth":
      return day.weekday === rule.weekday && Math.ceil(day.date / 7) === rule.nth;
  }
}

/** The weekday (Monday to Friday) nearest to a date, in the month of `day`. */
function nearestWorkingDate(date: number, day: CalendarDay): number {
  const weekday = ((((day.weekday - 1 + date - day.date) % 7) + 7) % 7) + 1;
  if (weekday === SATURDAY) return date === 1 ? 3 : date - 1;
  if (weekday === SUNDAY) return date === day.lastDate ? date - 2 : date + 1;
  return date;
}
