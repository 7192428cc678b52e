import { addDays, isDayOfPurchase } from "../../../shared/values/day.ts";

/** The first and the last day of a period of trade statistics. */
export interface Period {
  first: string;
  last: string;
}

/** Reads `2024`, `2026-07` or `2026-01/2026-07`; `null` when it is none of these, or of a year before 1970 or after 2100. */
export function parsePeriod(text: string): Period | null {
  const [, from, to = from] = /^(\d{4}(?:-\d{2})?)(?:\/(\d{4}-\d{2}))?$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const first = months(from)?.first;
  const last = months(to)?.last;
  if (first === undefined || last === undefined || first > last) return null;
  if (!isDayOfPurchase(first) || !isDayOfPurchase(last)) return null;
  return { first, last };
}

function months(text: string): Period | null {
  if (text.length === 4) return { first: `${text}-01-01`, last: `${text}-12-31` };
  const month = Number(text.slice(5));
  if (month < 1 || month > 12) return null;
  const first = `${text}-01`;
  const nextMonth = `${addDays(first, 31).slice(0, 7)}-01`;
  return { first, last: addDays(nextMonth, -1) };
}
