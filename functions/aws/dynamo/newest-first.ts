import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../../shared/supply/unreadable.ts";
import type { Day } from "../../../shared/values/day.ts";
import type { Page } from "../../ports/supply.ts";

interface Dated {
  date: Day | null;
}

/** As much of a stream as is read: the rows of a page, of which those before `at` are taken. */
interface Head<Row> {
  pages: AsyncIterator<Page<Row>>;
  rows: Row[];
  at: number;
}

const ROWS_OF_A_PAGE = 100;

/**
 * Merges streams that are each newest first, rows without a day before all others. One page of each stream is in memory; the
 * next is asked for when its rows are taken.
 */
export async function* mergeNewestFirst<Row extends Dated>(
  streams: AsyncIterable<Page<Row>>[],
): AsyncGenerator<Page<Row>> {
  let unreadable: Unreadable = NOTHING_UNREADABLE;
  const refill = async (head: Head<Row>): Promise<Head<Row>[]> => {
    while (head.at === head.rows.length) {
      const { done, value } = await head.pages.next();
      if (done === true) return [];
      unreadable = mergeUnreadable([unreadable, value.unreadable]);
      head.rows = value.rows;
      head.at = 0;
    }
    return [head];
  };
  const opened = streams.map((pages) => ({ pages: pages[Symbol.asyncIterator](), rows: [], at: 0 }));
  let heads = (await Promise.all(opened.map(refill))).flat();
  let rows: Row[] = [];
  while (heads.length > 0) {
    const head = heads.reduce((best, one) => (isNewer(rowOf(one), rowOf(best)) ? one : best));
    rows.push(rowOf(head));
    head.at += 1;
    if (head.at === head.rows.length && (await refill(head)).length === 0) {
      heads = heads.filter((one) => one !== head);
    }
    if (rows.length === ROWS_OF_A_PAGE) {
      yield { rows, unreadable };
      [rows, unreadable] = [[], NOTHING_UNREADABLE];
    }
  }
  yield { rows, unreadable };
}

function rowOf<Row>({ rows, at }: Head<Row>): Row {
  const row = rows[at];
  if (row === undefined) throw new RangeError("a stream without rows is none");
  return row;
}

/** Whether a row comes before another: it has no day, or a later one. */
function isNewer(one: Dated, other: Dated): boolean {
  if (one.date === null || other.date === null) return one.date === null && other.date !== null;
  return one.date > other.date;
}
