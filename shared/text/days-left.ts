import { counted, noun } from "../values/count.ts";
import { type Day, daysBetween } from "../values/day.ts";

/** How long it is until a day: `154 days left`. */
export function daysLeft(from: Day, to: Day): string {
  const days = daysBetween(from, to);
  return `${counted(days)} ${noun(days, "day")} left`;
}
