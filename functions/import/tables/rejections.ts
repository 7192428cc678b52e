import { counted } from "../../../shared/values/count.ts";
import type { Fault, Rejection } from "../files/row.ts";
import { faultsOf } from "../files/row.ts";

type ToldFault = Omit<Fault, "kind">;

/** One fault of one row. A row has one entry for each fault. */
interface ListedFault extends ToldFault {
  line: number;
}

/** The same fault of several rows of a file. */
export interface ReasonCount extends ToldFault {
  rows: number;
  /** How many of them are listed individually. */
  listed: number;
  /** The first lines that have it. */
  lines: number[];
}

/**
 * The rejected rows of a file. All are counted; the list has a limit for each reason and in total. Rows that are rejected together
 * have one entry in it, and count each.
 */
export interface Rejections {
  rejected: number;
  /** Set where the rest of the file could not be read: it may have more rows. */
  rejectedAtLeast?: true;
  rejections: ListedFault[];
  /** The commonest reasons, most rows first. */
  reasons: ReasonCount[];
  /** How many rows have a fault whose reason is not in `reasons`; a row counts once for each. */
  otherFaults: number;
}

const MOST_REJECTIONS = 1000;
const MOST_LISTED_OF_A_KIND = 100;
const MOST_REASONS_OF_A_KIND = 5;
const MOST_COUNTED = 10_000;
const MOST_REASONS_REPORTED = 100;
const MOST_LINES = 5;

/** Counts rejections by reason. Reasons that differ only in a value are counted together, except for the first few. */
export function createRejections(): { add(rejection: Rejection): void; sum(): Rejections } {
  const reasons = createReasons();
  const listed = new Map<string, number>();
  const rejections: ListedFault[] = [];
  let rejected = 0;
  let isAtLeast = false;
  const list = (line: number, { column, reason, kind: what = reason }: Fault): boolean => {
    const kind = faultKey(column, what);
    const before = listed.get(kind) ?? 0;
    if (before === MOST_LISTED_OF_A_KIND || rejections.length === MOST_REJECTIONS) return false;
    listed.set(kind, before + 1);
    rejections.push({ line, column, reason });
    return true;
  };
  return {
    add(rejection) {
      const rows = Math.max(1, rejection.keptOut?.rows ?? 1);
      rejected += rows;
      isAtLeast ||= rejection.endsFile === true;
      for (const fault of faultsOf(rejection)) {
        reasons.add(rejection.line, fault, { rows, isListed: list(rejection.line, fault) });
      }
    },
    sum: () => ({
      rejected,
      ...(isAtLeast ? { rejectedAtLeast: true as const } : {}),
      rejections,
      ...reasons.sum(),
    }),
  };
}

/** Faults by reason, and how many separate reasons each kind has. */
interface RejectionCounts {
  byKey: Map<string, ReasonCount>;
  ofKind: Map<string, number>;
}

function createReasons() {
  const counts: RejectionCounts = { byKey: new Map(), ofKind: new Map() };
  let uncounted = 0;
  return {
    add(line: number, fault: Fault, { rows, isListed }: { rows: number; isListed: boolean }) {
      const count = countFor(fault, counts);
      if (count === null) uncounted += rows;
      else {
        count.rows += rows;
        if (isListed) count.listed += 1;
        if (count.lines.length < MOST_LINES) count.lines.push(line);
      }
    },
    sum() {
      const all = [...counts.byKey.values()].sort((a, b) => b.rows - a.rows);
      const otherFaults = all.slice(MOST_REASONS_REPORTED).reduce((sum, { rows }) => sum + rows, uncounted);
      return { reasons: all.slice(0, MOST_REASONS_REPORTED), otherFaults };
    },
  };
}

/** The count of a fault: of its own reason while its kind has few reasons, then of its kind; `null` beyond the limit. */
function countFor(
  { column, reason, kind: what = reason }: Fault,
  { byKey, ofKind }: RejectionCounts,
): ReasonCount | null {
  const known = byKey.get(faultKey(column, reason));
  if (known !== undefined) return known;
  const kind = faultKey(column, what);
  const others = ofKind.get(kind) ?? 0;
  const isOneOfMany = others === MOST_REASONS_OF_A_KIND;
  const key = isOneOfMany ? `${kind}\u0000` : faultKey(column, reason);
  const count = byKey.get(key);
  if (count !== undefined || byKey.size === MOST_COUNTED) return count ?? null;
  if (!isOneOfMany) ofKind.set(kind, others + 1);
  const told = isOneOfMany ? `${reason}, and other values like it` : reason;
  const fresh: ReasonCount = { column, reason: told, rows: 0, listed: 0, lines: [] };
  byKey.set(key, fresh);
  return fresh;
}

function faultKey(column: string | null, reason: string): string {
  return `${column ?? ""}\u0000${reason}`;
}

/** `line 3` for one, `191 rows (lines 2, 3, 4, 5, 6 and more)`, `65 rows (line 5)` for rows that are rejected together. */
export function placesOf({ rows, lines }: Pick<ReasonCount, "rows" | "lines">): string {
  if (rows === 1) return `line ${lines[0]}`;
  if (lines.length === 1) return `${counted(rows)} rows (line ${lines[0]})`;
  const more = rows > lines.length ? " and more" : "";
  return `${counted(rows)} rows (lines ${lines.join(", ")}${more})`;
}
