import { dayOf, daySchema } from "../../shared/values/day.ts";
import { UsageError } from "./usage-error.ts";

/** Takes a day, or `today`, for an option. The function throws a UsageError that names the option. */
export function dayAsked(option: string): (text: string) => string {
  return (text) => {
    if (text === "today") return dayOf(new Date());
    if (daySchema.safeParse(text).success) return text;
    throw new UsageError(`${option}: must be a day like 2026-07-31, or today`);
  };
}
