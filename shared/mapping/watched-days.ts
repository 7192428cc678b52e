import type { Cell } from "./cell.ts";
import { readDay } from "./date-format.ts";

/** The formats of days that are tried, the likelier first. */
export const DATE_FORMATS = [
  "YYYY-MM-DD",
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "DD.MM.YYYY",
  "MM-DD-YYYY",
  "DD-MM-YYYY",
  "YYYY/MM/DD",
  "YYYYMMDD",
  "DD-MMM-YYYY",
  "DD-MMM-YY",
  "DD MMM YYYY",
  "MMM D, YYYY",
  "MM/DD/YY",
  "DD/MM/YY",
  "DD.MM.YY",
  "excel-days",
] as const;

const FIRST_YEAR = "1970";
const LAST_YEAR = "2100";

/** Whether a cell is a day in a format, of a year in which something may have been bought. */
export function isDayIn(cell: Cell, format: string): boolean {
  const read = readDay(cell, format);
  return "day" in read && read.day > FIRST_YEAR && read.day < LAST_YEAR;
}

/** That the days of a column are written in another format than the mapping says. */
export interface OtherFormat {
  /** How many cells say a day, and how many of them cannot be read in the format of the mapping. */
  days: number;
  unread: number;
  /** A format in which all of them can be read. */
  format: string;
}

const MOST_KNOWN = 10_000;
// V8 keeps of a longer text the whole text that it is a part of.
const LONGEST_KNOWN = 12;

// One day may be a slip of the pen.
const FEWEST_DAYS = 2;

/**
 * Watches the days of a column that are read in a format. Where some cannot be read in it, and all of them can in another one, the
 * format is wrong for all: of 07/08/2026 it would have taken the day for the month.
 */
export function watchDays(format: string): { see(cell: Cell): void; otherFormat(): OtherFormat | null } {
  let days = 0;
  let unread = 0;
  let others = DATE_FORMATS.filter((other) => other !== format);
  // Days are written over and over: most are looked at once.
  const known = new Map<string, boolean>();
  return {
    see(cell) {
      days += 1;
      const before = typeof cell === "string" ? known.get(cell) : undefined;
      if (before !== undefined) {
        if (!before) unread += 1;
        return;
      }
      const isRead = !("problem" in readDay(cell, format));
      if (!isRead) unread += 1;
      if (typeof cell === "string" && cell.length <= LONGEST_KNOWN && known.size < MOST_KNOWN)
        known.set(cell, isRead);
      if (others.some((other) => !isDayIn(cell, other)))
        others = others.filter((other) => isDayIn(cell, other));
    },
    otherFormat() {
      const [other] = others;
      return unread === 0 || days < FEWEST_DAYS || other === undefined
        ? null
        : { days, unread, format: other };
    },
  };
}
