import { cellsOf } from "../imports/basis.ts";
import type { Rule } from "../policy/rule.ts";
import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";
import type { Cause, Evidence } from "./evidence.ts";

/** What happened to the part of a cell that one import brought, between an earlier assessment and now. */
export interface CellHistory {
  cell: BroughtCell;
  /**
   * Exposure at the earlier assessment; and of what is stored now: in that window, in both windows, and in
   * today's window.
   */
  earlier: number;
  there: number;
  both: number;
  now: number;
}

/** The histories of all cells of a group, or of the sector; `null` when the earlier state was not stored. */
export function historiesOf(
  { basis, fold, foldThen }: Evidence,
  { by }: Pick<Rule, "by">,
  group: string | null,
): CellHistory[] | null {
  const then = cellsOf(basis);
  if (then === null || fold.brought === null || foldThen.brought === null) return null;
  const histories = new Map<string, CellHistory>();
  const note = (cell: BroughtCell, when: "earlier" | "there" | "both" | "now") => {
    if (group !== null && (by === "program" ? cell.program : cell.item) !== group) return;
    const key = JSON.stringify([cellKey(cell), cell.importId]);
    const history = histories.get(key) ?? { cell, earlier: 0, there: 0, both: 0, now: 0 };
    history[when] += cell.exposure;
    histories.set(key, history);
  };
  for (const cell of then) note(cell, "earlier");
  for (const cell of foldThen.brought.values()) note(cell, "there");
  for (const cell of foldThen.broughtCommon?.values() ?? []) note(cell, "both");
  for (const cell of fold.brought.values()) note(cell, "now");
  return [...histories.values()];
}

/** What changed the exposure of a cell, and by how much. The parts add up to the whole change. */
export function changesIn(
  { cell: { importId }, earlier, there, both, now }: CellHistory,
  evidence: Pick<Evidence, "records">,
): { cause: Cause; change: number }[] {
  const stored = there - earlier;
  const rows =
    stored > 0
      ? broughtBy(importId, evidence, "unrecorded")
      : stored < 0
        ? takenBy(importId, evidence)
        : null;
  return [
    ...(rows === null ? [] : [{ cause: rows, change: stored }]),
    ...(there > both ? [{ cause: { kind: "left" as const }, change: both - there }] : []),
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
