import type { Position } from "../../../shared/supply/position.ts";
import { counted, moreLine, noun } from "../../../shared/values/count.ts";
import type { Day } from "../../../shared/values/day.ts";
import type { GoodRow } from "../files/row.ts";

const MOST_DAYS_TO_COME = 10;

/** The rows that are dated after a day. They are stored, and count from their date on. */
export function datedAfter(rows: Iterable<GoodRow<Position>>, today: Day): GoodRow<Position>[] {
  return [...rows].filter(({ row: { date } }) => date !== null && date > today);
}

/** Says that rows dated after today are taken and do not count yet, with the first of them by line; nothing of none. */
export function daysToComeWarnings(waiting: GoodRow<Position>[], today: Day): string[] {
  if (waiting.length === 0) return [];
  const rows = waiting.length;
  const count = `${counted(rows)} ${noun(rows, "row is", "rows are")}`;
  const from = noun(rows, "it counts from its day on", "they count from their day on");
  const told = waiting.slice(0, MOST_DAYS_TO_COME).map(({ line, row: { date } }) => `line ${line}: ${date}`);
  const all = [...told, ...moreLine(rows - told.length, counted)];
  return [`${count} dated after today (${today}): ${from} (${all.join(", ")})`];
}
