import type { Reassigned } from "../imports/reassigned.ts";
import { type ImportRecord, MOST_TAKEN_FROM } from "../imports/record.ts";
import { isInWindow, windowEnding } from "../values/day.ts";
import { type CellPart, type PartSums, partKey } from "./cell-part.ts";
import type { Evidence } from "./evidence.ts";

/** Positions that one import gave another supplier or origin since an earlier assessment. */
export interface Reassignment {
  importId: string;
  from: CellPart;
  to: CellPart;
  positions: number;
  /** In minor units. */
  exposure: number;
  /** Whether they count in today's window too; the others left with the days that are over. */
  isThereNow: boolean;
}

/**
 * What imports reassigned among the positions of the earlier assessment that are as these imports left them. Only what the record of an
 * import says, and only where the stored data bears it out: nothing is guessed from sums.
 */
export function reassignmentsIn(
  evidence: Evidence,
  histories: ReadonlyMap<string, PartSums>,
  isOfGroup: (cell: CellPart) => boolean,
): Reassignment[] {
  const { basis, records } = evidence;
  const known = new Set(basis.imports.map(([id]) => id));
  const since = new Set<string | null>(records.map(({ id }) => id));
  const found = records.flatMap((record) => {
    // What the earlier assessment saw of it already, or a later import has changed again, is not told apart.
    if (known.has(record.id) || mayBeChangedAgain(record, records)) return [];
    const own = (record.reassigned ?? []).flatMap((one) =>
      since.has(one.broughtBy)
        ? []
        : reassignmentOf(one, record.id, evidence).filter(({ to }) => isOfGroup(to)),
    );
    return isStored(own, histories) ? own : [];
  });
  return wereThere(found, histories) ? found : [];
}

function mayBeChangedAgain({ id }: ImportRecord, records: readonly ImportRecord[]): boolean {
  return records.some(
    (other) =>
      other.id !== id &&
      other.sector !== null &&
      (other.tookFrom.includes(id) || other.tookFrom.length >= MOST_TAKEN_FROM),
  );
}

function reassignmentOf(
  { item, program, date, periodStart, broughtBy, from, to, positions, exposure }: Reassigned,
  importId: string,
  { basis, asOf, windowDays, windowEnd }: Evidence,
): Reassignment[] {
  const then = windowEnding(basis.asOf, basis.windowDays, basis.windowEnd);
  if (!isInWindow(date, periodStart, then)) return [];
  return [
    {
      importId,
      from: { item, program, ...from, importId: broughtBy },
      to: { item, program, ...to, importId },
      positions,
      exposure,
      isThereNow: isInWindow(date, periodStart, windowEnding(asOf, windowDays, windowEnd)),
    },
  ];
}

/** Whether all that an import reassigned is stored as it says. */
function isStored(own: readonly Reassignment[], histories: ReadonlyMap<string, PartSums>): boolean {
  const given = Map.groupBy(own, ({ to }) => partKey(to));
  return [...given].every(([key, ones]) => {
    const { there = 0, both = 0 } = histories.get(key) ?? {};
    const gone = sumOf(ones.filter(({ isThereNow }) => !isThereNow));
    return both >= sumOf(ones) - gone && there - both >= gone;
  });
}

/** Whether the earlier assessment counted all that was reassigned since. */
function wereThere(found: readonly Reassignment[], histories: ReadonlyMap<string, PartSums>): boolean {
  const taken = Map.groupBy(found, ({ from }) => partKey(from));
  return [...taken].every(([key, ones]) => (histories.get(key)?.earlier ?? 0) >= sumOf(ones));
}

function sumOf(reassignments: readonly Reassignment[]): number {
  return reassignments.reduce((sum, { exposure }) => sum + exposure, 0);
}
