import { askedDaySchema, type Day, dayOf, daySchema } from "../../shared/values/day.ts";
import { UsageError } from "./usage-error.ts";

/** Takes a day, or `today`, for an option. The function throws a UsageError that names the option. */
export function dayAsked(option: string): (text: string) => string {
  return (text) => {
    if (text === "today") return dayOf(new Date());
    if (!daySchema.safeParse(text).success)
      throw new UsageError(`${option}: must be a day like 2026-07-31, or today`);
    return dayOfPurchase(option, text);
  };
}

/** A day that a purchase may have. @throws UsageError that names the option. */
export function dayOfPurchase(option: string, day: Day): Day {
  const { error } = askedDaySchema.safeParse(day);
  if (error !== undefined) throw new UsageError(`${option}: ${error.issues[0]?.message ?? "is not a day"}`);
  return day;
}
