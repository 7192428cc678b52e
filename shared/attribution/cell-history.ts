import { cellsOf } from "../imports/basis.ts";
import type { Rule } from "../policy/rule.ts";
import type { BroughtCell } from "../supply/brought.ts";
import { type CellPart, type PartSums, partKey } from "./cell-part.ts";
import type { Cause, Evidence } from "./evidence.ts";
import { type Reassignment, reassignmentsIn } from "./reassignment.ts";

/** What happened to the part of a cell that one import brought, between an earlier assessment and now. */
export interface CellHistory extends PartSums {
  cell: BroughtCell;
  /** What imports reassigned to this part (above 0) or away from it (below 0), by import. */
  reassigned: Map<string, number>;
  /** The same of positions that have left the window: they left as what they were. */
  reassignedAndLeft: number;
}

/** The histories of all cells of a group, or of the sector, and what was reassigned among them. */
export interface CellHistories {
  histories: CellHistory[];
  /** Only positions that count now as well. */
  reassignments: Reassignment[];
}

/** The histories of a group, or of the sector; `null` when the earlier state was not stored. */
export function historiesOf(
  evidence: Evidence,
  rule: Pick<Rule, "by">,
  group: string | null,
): CellHistories | null {
  const { basis, fold, foldThen } = evidence;
  const then = cellsOf(basis);
  if (then === null || fold.brought === null || foldThen.brought === null) return null;
  const isOfGroup = ({ program, item }: CellPart) =>
    group === null || (rule.by === "program" ? program : item) === group;
  const histories = new Map<string, CellHistory>();
  const note = (cell: BroughtCell, when: keyof PartSums) => {
    if (!isOfGroup(cell)) return;
    const key = partKey(cell);
    const history = histories.get(key) ?? { cell, ...NOTHING, reassigned: new Map() };
    history[when] += cell.exposure;
    histories.set(key, history);
  };
  for (const cell of then) note(cell, "earlier");
  for (const cell of foldThen.brought.values()) note(cell, "there");
  for (const cell of foldThen.broughtCommon?.values() ?? []) note(cell, "both");
  for (const cell of fold.brought.values()) note(cell, "now");
  const reassignments = reassignmentsIn(evidence, histories, isOfGroup);
  for (const one of reassignments) noteReassigned(histories, one);
  return {
    histories: [...histories.values()],
    reassignments: reassignments.filter(({ isThereNow }) => isThereNow),
  };
}

const NOTHING = { earlier: 0, there: 0, both: 0, now: 0, reassignedAndLeft: 0 };

function noteReassigned(
  histories: ReadonlyMap<string, CellHistory>,
  { importId, from, to, exposure, isThereNow }: Reassignment,
): void {
  const moves = [
    [from, -exposure],
    [to, exposure],
  ] as const;
  for (const [part, change] of moves) {
    const history = histories.get(partKey(part));
    if (history === undefined) continue;
    if (isThereNow) history.reassigned.set(importId, (history.reassigned.get(importId) ?? 0) + change);
    else history.reassignedAndLeft += change;
  }
}

/** A change of the exposure of a cell. `isReassigned`: no exposure came or left, it has another supplier or origin. */
interface CellChange {
  cause: Cause;
  change: number;
  isReassigned?: true;
}

/** What changed the exposure of a cell, and by how much. The parts add up to the whole change. */
export function changesIn(
  { cell: { importId }, earlier, there, both, now, reassigned, reassignedAndLeft }: CellHistory,
  evidence: Pick<Evidence, "records">,
): CellChange[] {
  const given = [...reassigned].map(([id, change]): CellChange => {
    return { cause: { kind: "import", ids: [id] }, change, isReassigned: true };
  });
  const stored = there - earlier - reassignedAndLeft - given.reduce((sum, { change }) => sum + change, 0);
  const rows =
    stored > 0
      ? broughtBy(importId, evidence, "unrecorded")
      : stored < 0
        ? takenBy(importId, evidence)
        : null;
  const left = both - there + reassignedAndLeft;
  return [
    ...given,
    ...(rows === null ? [] : [{ cause: rows, change: stored }]),
    ...(left < 0 ? [{ cause: { kind: "left" as const }, change: left }] : []),
    ...(now > both ? [{ cause: broughtBy(importId, evidence, "entered"), change: now - both }] : []),
  ];
}

function broughtBy(
  importId: string | null,
  { records }: Pick<Evidence, "records">,
  otherwise: "unrecorded" | "entered",
): Cause {
  const isSince = importId !== null && records.some(({ id }) => id === importId);
  return isSince ? { kind: "import", ids: [importId] } : { kind: otherwise };
}

function takenBy(importId: string | null, { records }: Pick<Evidence, "records">): Cause {
  const ids = records.filter(({ tookFrom }) => tookFrom.includes(importId)).map(({ id }) => id);
  return ids.length === 0 ? { kind: "unrecorded" } : { kind: "import", ids: [...new Set(ids)].sort() };
}
