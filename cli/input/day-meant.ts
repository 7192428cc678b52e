import { addDays, type Day, dayOf, daySchema } from "../../shared/values/day.ts";
import { UsageError } from "./usage-error.ts";

const DAYS_OF_LENGTH = { d: 1, w: 7 };

/** The day of `--until`: a day, or a number of days or weeks from today. @throws UsageError that names the forms. */
export function dayMeant(until: string): Day {
  if (daySchema.safeParse(until).success) return until;
  const [, count, unit] = /^([1-9]\d{0,3})([dw])$/.exec(until) ?? [];
  if (count === undefined)
    throw new UsageError("--until: must be a day like 2026-07-31, or 14d or 2w from today");
  return addDays(dayOf(new Date()), Number(count) * DAYS_OF_LENGTH[unit === "w" ? "w" : "d"]);
}
