import type { Fault, Rejection } from "./rows.ts";
import { faultsOf } from "./rows.ts";

/** One thing wrong with one row. A row has as many entries as there are things wrong with it. */
export interface ListedFault extends Fault {
  line: number;
}

/** The same thing wrong with some rows of a file. */
export interface ReasonCount extends Fault {
  rows: number;
  /** The first lines it stands on. */
  lines: number[];
}

/** What was rejected of a file. All of it is counted; of what is listed there is a bound, for each reason and in all. */
export interface Rejections {
  rejected: number;
  rejections: ListedFault[];
  /** The commonest reasons, most rows first. */
  reasons: ReasonCount[];
  /** How many faults have a reason that does not stand in `reasons`. */
  otherFaults: number;
}

const MOST_LISTED = 1000;
const MOST_LISTED_OF_A_REASON = 100;
const MOST_REASONS_COUNTED = 10_000;
const MOST_REASONS = 100;
const MOST_LINES = 5;

/** Counts rejections, and sums equal reasons up. */
export function createRejections(): { add(rejection: Rejection): void; sum(): Rejections } {
  const byReason = new Map<string, ReasonCount>();
  const rejections: ListedFault[] = [];
  let rejected = 0;
  let uncounted = 0;
  const addFault = (line: number, { column, reason }: Fault, rows: number) => {
    const key = `${column ?? ""}\u0000${reason}`;
    const known = byReason.get(key);
    const count = known ?? { column, reason, rows: 0, lines: [] };
    if (known === undefined && byReason.size < MOST_REASONS_COUNTED) byReason.set(key, count);
    if (!byReason.has(key)) uncounted += 1;
    if (count.rows < MOST_LISTED_OF_A_REASON && rejections.length < MOST_LISTED) {
      rejections.push({ line, column, reason });
    }
    count.rows += rows;
    if (count.lines.length < MOST_LINES) count.lines.push(line);
  };
  return {
    add(rejection) {
      rejected += 1;
      const rows = Math.max(1, rejection.keptOut?.rows ?? 1);
      for (const fault of faultsOf(rejection)) addFault(rejection.line, fault, rows);
    },
    sum() {
      const all = [...byReason.values()].sort((a, b) => b.rows - a.rows);
      const others = all.slice(MOST_REASONS).reduce((sum, { rows }) => sum + rows, uncounted);
      return { rejected, rejections, reasons: all.slice(0, MOST_REASONS), otherFaults: others };
    },
  };
}

/** `line 3` for one, `191 rows (lines 2, 3, 4, 5, 6 and more)`. */
export function placesOf({ rows, lines }: Pick<ReasonCount, "rows" | "lines">): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  const more = rows > lines.length ? " and more" : "";
  return `${rows.toLocaleString("en-US")} rows (lines ${lines.join(", ")}${more})`;
}
