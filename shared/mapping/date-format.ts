import type { Day } from "../values/day.ts";
import { faultOf, type TextFault } from "../values/parse.ts";
import type { Cell } from "./cell.ts";
import { excelDay } from "./excel-day.ts";

/** The formats of days that are numbers of a workbook, as they come out where a day is saved as a number. */
const DAY_NUMBERS = { "excel-days": 1900, "excel-days-1904": 1904 } as const;

const TOKENS: Record<string, string> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d{2})",
  MMM: "(?<month>[a-z]{3,9})",
  MM: "(?<month>\\d{1,2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})",
  D: "(?<day>\\d{1,2})",
};
const TOKEN = /YYYY|YY|MMM|MM|M|DD|D/g;
// A time of day may follow: it does not change the day.
const TIME =
  "(?:[T ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[ap]\\.?m\\.?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";

/** Whether a text is a format of days: `MM/DD/YYYY`, `DD.MM.YYYY`, `D-MMM-YY`, `YYYYMMDD`, `excel-days`. */
export function isDateFormat(format: string): boolean {
  if (format in DAY_NUMBERS) return true;
  const kinds = (format.match(TOKEN) ?? []).map((token) => token[0]).sort();
  return kinds.join("") === "DMY" && /^[ ,./-]*$/.test(format.replace(TOKEN, ""));
}

/** Reads a day in a format. A day of a workbook is taken as it is. */
export function readDay(cell: Cell, format: string): { day: Day } | TextFault {
  if (typeof cell !== "string" && "day" in cell) return { day: cell.day };
  const text = typeof cell === "string" ? cell : cell.number;
  const count = DAY_NUMBERS[format as keyof typeof DAY_NUMBERS];
  const day = count === undefined ? writtenDay(text, format) : countedDay(text, count);
  return day === null ? faultOf(text, `is not a day of the form ${format}`) : { day };
}

function countedDay(text: string, count: 1900 | 1904): Day | null {
  return /^\d{1,7}(\.\d+)?$/.test(text) ? excelDay(Number(text), count) : null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const LAST_TWO_OF_2000S = 69;

const compiled = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = compiled.get(format);
  if (known !== undefined) return known;
  const tokens = format.replace(/[./]/g, "\\$&").replace(TOKEN, (token) => tokenPattern(token, format));
  const pattern = new RegExp(`^${tokens}${TIME}$`, "i");
  compiled.set(format, pattern);
  return pattern;
}

/** Without anything between them, days and months have two digits. */
function tokenPattern(token: string, format: string): string {
  const pattern = TOKENS[token] ?? "";
  return /[ ,./-]/.test(format) ? pattern : pattern.replace("{1,2}", "{2}");
}

function writtenDay(text: string, format: string): Day | null {
  const { year = "", month = "", day = "" } = patternOf(format).exec(text.trim())?.groups ?? {};
  const number = /^\d/.test(month) ? Number(month) : monthNamed(month.toLowerCase());
  const date = `${fullYear(year)}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date ? date : null;
}

/** The number of a month by its name, or the first three letters of it; 0 for any other text. */
export function monthNamed(name: string): number {
  const short = name === "sept" ? "sep" : name;
  return (short.length === 3 ? MONTHS : MONTH_NAMES).indexOf(short) + 1;
}

function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return `${Number(year) <= LAST_TWO_OF_2000S ? "20" : "19"}${year}`;
}
