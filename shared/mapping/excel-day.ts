import { addDays, type Day } from "../values/day.ts";

/** The two ways in which workbooks count days: from 1900, or from 1904 as old ones of a Mac do. */
export type DayCount = 1900 | 1904;

// Excel has a 29 February 1900, which never was: days before it count from one day later.
const DAY_THAT_NEVER_WAS = 60;
// The last day that Excel knows: 9999-12-31.
const LAST_DAY = 2_958_465;

/** The day that a workbook means by a number. The fraction is the time of the day. `null` for what is no day. */
export function excelDay(number: number, count: DayCount): Day | null {
  const days = Math.floor(number);
  if (!Number.isFinite(number) || days < 0 || days > LAST_DAY) return null;
  if (count === 1904) return addDays("1904-01-01", days);
  if (days === 0 || days === DAY_THAT_NEVER_WAS) return null;
  return addDays(days < DAY_THAT_NEVER_WAS ? "1899-12-31" : "1899-12-30", days);
}
