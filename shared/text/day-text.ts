import type { Day } from "../values/day.ts";

/** The short names of the months, January first. */
export const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A day as messages write it: `31 Jul 2026`. */
export function dayText(day: Day): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}
