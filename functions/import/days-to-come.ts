import type { Position } from "../../shared/position.ts";
import { isNotice, isRejection, type ReadRow } from "./rows.ts";

const MOST_TOLD = 10;

/** Passes positions on, and says of those dated after today that they do not count yet: the first by line and date. */
export async function* warnOfDaysToCome(
  rows: AsyncIterable<ReadRow<Position>>,
  today: string,
): AsyncGenerator<ReadRow<Position>> {
  let found = 0;
  let last = 1;
  for await (const read of rows) {
    yield read;
    if (isRejection(read) || isNotice(read)) continue;
    const { date } = read.row;
    if (date === null || date <= today) continue;
    found += 1;
    last = read.line;
    if (found <= MOST_TOLD) {
      yield { line: read.line, notice: `dated ${date}, after today (${today}): it counts from that day on` };
    }
  }
  if (found > MOST_TOLD) {
    const more = (found - MOST_TOLD).toLocaleString("en-US");
    yield { line: last, notice: `the last of ${more} more rows dated after today (${today})` };
  }
}
