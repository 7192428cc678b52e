import { type DayRule, readDays } from "./cron-days.ts";
import { type FieldKind, readField } from "./cron-field.ts";

/** A cron expression of EventBridge Scheduler. */
export interface Cron {
  /** Minutes of the day, in ascending order. */
  times: number[];
  days: DayRule;
  /** 1 to 12. */
  months: ReadonlySet<number>;
  years: ReadonlySet<number>;
}

const MINUTE_FIELD: FieldKind = { name: "minutes", least: 0, most: 59 };
const HOURS: FieldKind = { name: "hours", least: 0, most: 23 };
const MONTHS: FieldKind = {
  name: "month",
  least: 1,
  most: 12,
  names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
/** The last year that Scheduler accepts. */
export const LAST_YEAR = 2199;
const YEARS: FieldKind = { name: "year", least: 1970, most: LAST_YEAR };

/**
 * Reads the six fields of `cron(minutes hours day-of-month month day-of-week year)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function readCron(fields: readonly string[]): { cron: Cron } | { problem: string } {
  const [minutes = "", hours = "", date = "", month = "", weekday = "", year = ""] = fields;
  const read = {
    minutes: readField(minutes, MINUTE_FIELD),
    hours: readField(hours, HOURS),
    months: readField(month, MONTHS),
    years: readField(year, YEARS),
  };
  for (const field of Object.values(read)) if ("problem" in field) return field;
  const days = readDays(date, weekday);
  if ("problem" in days) return days;
  const values = (field: keyof typeof read) => ("values" in read[field] ? read[field].values : []);
  const times = values("hours").flatMap((hour) => values("minutes").map((minute) => hour * 60 + minute));
  const cron = {
    times,
    days: days.rule,
    months: new Set(values("months")),
    years: new Set(values("years")),
  };
  return { cron };
}
