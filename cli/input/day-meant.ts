import { addDays, type Day, dayOf } from "../../shared/values/day.ts";

const DAYS_OF_LENGTH = { d: 1, w: 7 };

/**
 * The day that the user means: a day, or a number of days or weeks from today. Anything else is returned unchanged, and
 * refused with the payload.
 */
export function dayMeant(until: Day): string {
  const [, count, unit] = /^([1-9]\d{0,3})([dw])$/.exec(until) ?? [];
  if (count === undefined) return until;
  return addDays(dayOf(new Date()), Number(count) * DAYS_OF_LENGTH[unit === "w" ? "w" : "d"]);
}
