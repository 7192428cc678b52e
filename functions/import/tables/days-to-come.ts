import type { Position } from "../../../shared/supply/position.ts";
import type { GoodRow } from "../files/row.ts";

const MOST_TOLD = 10;

/** The rows that are dated after a day: they are stored, and wait. */
export function datedAfter(rows: Iterable<GoodRow<Position>>, today: string): GoodRow<Position>[] {
  return [...rows].filter(({ row: { date } }) => date !== null && date > today);
}

/** Says that rows dated after today are taken and do not count yet, with the first of them by line; nothing of none. */
export function daysToComeWarnings(waiting: GoodRow<Position>[], today: string): string[] {
  if (waiting.length === 0) return [];
  const isOne = waiting.length === 1;
  const count = `${waiting.length.toLocaleString("en-US")} ${isOne ? "row is" : "rows are"}`;
  const from = isOne ? "it counts from its day on" : "they count from their day on";
  const told = waiting.slice(0, MOST_TOLD).map(({ line, row: { date } }) => `line ${line}: ${date}`);
  const more = waiting.length - told.length;
  if (more > 0) told.push(`and ${more.toLocaleString("en-US")} more`);
  return [`${count} dated after today (${today}): ${from} (${told.join(", ")})`];
}
