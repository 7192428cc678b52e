import type { Position } from "../../../shared/supply/position.ts";
import { counted, moreLine, noun } from "../../../shared/values/count.ts";
import type { Day } from "../../../shared/values/day.ts";
import type { GoodRow } from "../files/row.ts";

/** The rows that are dated after a day: how many, and the first of them. They are stored, and count from their date on. */
export interface DaysToCome {
  rows: number;
  first: { line: number; date: Day }[];
}

const MOST_DAYS_TO_COME = 10;

/** Adds a row, in place, if it is dated after a day. */
export function noteDayToCome(
  waiting: DaysToCome,
  { line, row: { date } }: GoodRow<Position>,
  today: Day,
): void {
  if (date === null || date <= today) return;
  waiting.rows += 1;
  if (waiting.first.length < MOST_DAYS_TO_COME) waiting.first.push({ line, date });
}

/** Says that rows dated after today are taken and do not count yet, with the first of them by line; nothing of none. */
export function daysToComeWarnings({ rows, first }: DaysToCome, today: Day): string[] {
  if (rows === 0) return [];
  const count = `${counted(rows)} ${noun(rows, "row is", "rows are")}`;
  const from = noun(rows, "it counts from its day on", "they count from their day on");
  const told = first.map(({ line, date }) => `line ${line}: ${date}`);
  const all = [...told, ...moreLine(rows - told.length, counted)];
  return [`${count} dated after today (${today}): ${from} (${all.join(", ")})`];
}
