import type { Fault, Rejection } from "../files/row.ts";
import { faultsOf } from "../files/row.ts";

type ToldFault = Omit<Fault, "kind">;

/** One thing wrong with one row. A row has as many entries as there are things wrong with it. */
interface ListedFault extends ToldFault {
  line: number;
}

/** The same thing wrong with some rows of a file. */
export interface ReasonCount extends ToldFault {
  rows: number;
  /** How many of them are listed one by one. */
  listed: number;
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
const MOST_LISTED_OF_A_KIND = 100;
const MOST_REASONS_OF_A_KIND = 5;
const MOST_COUNTED = 10_000;
const MOST_REASONS = 100;
const MOST_LINES = 5;

/** Counts rejections, and sums equal reasons up; where they differ in a value alone, all but the first few as well. */
export function createRejections(): { add(rejection: Rejection): void; sum(): Rejections } {
  const reasons = createReasons();
  const listed = new Map<string, number>();
  const rejections: ListedFault[] = [];
  let rejected = 0;
  const list = (line: number, { column, reason, kind: what = reason }: Fault): boolean => {
    const kind = keyOf(column, what);
    const before = listed.get(kind) ?? 0;
    if (before === MOST_LISTED_OF_A_KIND || rejections.length === MOST_LISTED) return false;
    listed.set(kind, before + 1);
    rejections.push({ line, column, reason });
    return true;
  };
  return {
    add(rejection) {
      rejected += 1;
      const rows = Math.max(1, rejection.keptOut?.rows ?? 1);
      for (const fault of faultsOf(rejection)) {
        reasons.add(rejection.line, fault, { rows, isListed: list(rejection.line, fault) });
      }
    },
    sum: () => ({ rejected, rejections, ...reasons.sum() }),
  };
}

/** Faults by reason, and how many reasons of their own each kind has. */
interface Counts {
  byKey: Map<string, ReasonCount>;
  ofKind: Map<string, number>;
}

function createReasons() {
  const counts: Counts = { byKey: new Map(), ofKind: new Map() };
  let uncounted = 0;
  return {
    add(line: number, fault: Fault, { rows, isListed }: { rows: number; isListed: boolean }) {
      const count = countFor(fault, counts);
      if (count === null) uncounted += 1;
      else {
        count.rows += rows;
        if (isListed) count.listed += 1;
        if (count.lines.length < MOST_LINES) count.lines.push(line);
      }
    },
    sum() {
      const all = [...counts.byKey.values()].sort((a, b) => b.rows - a.rows);
      const otherFaults = all.slice(MOST_REASONS).reduce((sum, { rows }) => sum + rows, uncounted);
      return { reasons: all.slice(0, MOST_REASONS), otherFaults };
    },
  };
}

/** The count that a fault belongs to: its own while its kind has few, then that of its kind; `null` beyond the most. */
function countFor(
  { column, reason, kind: what = reason }: Fault,
  { byKey, ofKind }: Counts,
): ReasonCount | null {
  const known = byKey.get(keyOf(column, reason));
  if (known !== undefined) return known;
  const kind = keyOf(column, what);
  const others = ofKind.get(kind) ?? 0;
  const isOneOfMany = others === MOST_REASONS_OF_A_KIND;
  const key = isOneOfMany ? `${kind}\u0000` : keyOf(column, reason);
  const count = byKey.get(key);
  if (count !== undefined || byKey.size === MOST_COUNTED) return count ?? null;
  if (!isOneOfMany) ofKind.set(kind, others + 1);
  const told = isOneOfMany ? `${reason}, and other values like it` : reason;
  const fresh: ReasonCount = { column, reason: told, rows: 0, listed: 0, lines: [] };
  byKey.set(key, fresh);
  return fresh;
}

function keyOf(column: string | null, reason: string): string {
  return `${column ?? ""}\u0000${reason}`;
}

/** `line 3` for one, `191 rows (lines 2, 3, 4, 5, 6 and more)`. */
export function placesOf({ rows, lines }: Pick<ReasonCount, "rows" | "lines">): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  const more = rows > lines.length ? " and more" : "";
  return `${rows.toLocaleString("en-US")} rows (lines ${lines.join(", ")}${more})`;
}
