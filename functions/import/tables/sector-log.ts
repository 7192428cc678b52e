import {
  emptyMonthSums,
  type MonthSums,
  noteAdded,
  noteTaken,
} from "../../../shared/imports/moved-months.ts";
import { noteReassigned, type ReassignedSums } from "../../../shared/imports/reassigned.ts";
import { MOST_TAKEN_FROM } from "../../../shared/imports/record.ts";
import type { ChangedRows, MovedSource } from "../../../shared/imports/written.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { asMinor, type Minor } from "../../../shared/values/exposure.ts";

/** A row that an import is about to change: before and after. `null` means that there is no row. */
export interface RowChange<Row> {
  before: Row | null;
  after: Row | null;
  /** The import that brought the row before; `null` when it is not known. */
  broughtBy: string | null;
}

/** Rows, and the exposure of positions by their source. */
export interface MovedRows {
  rows: ChangedRows;
  bySource: Map<string | null, MovedSource>;
}

/** What an import is about to change in one sector, and what of it is written. */
export interface SectorLog extends MovedRows {
  written: MovedRows;
  tookFrom: Set<string | null>;
  months: MonthSums;
  reassigned: ReassignedSums;
}

/** What an import changes, by sector; `null` stands for rows that every sector uses. */
export type SectorLogs = Map<string | null, SectorLog>;

const NOTHING = asMinor(0);

/** Notes a change that is about to be made. */
export function noteChange<Row>(sectors: SectorLogs, change: RowChange<Row>): void {
  const { before, after, broughtBy } = change;
  const sector = sectorOfRow(after ?? before);
  const log = sectors.get(sector) ?? {
    ...nothingMoved(),
    written: nothingMoved(),
    tookFrom: new Set<string | null>(),
    months: emptyMonthSums(),
    reassigned: { byContent: new Map() },
  };
  sectors.set(sector, log);
  addMoved(log, change);
  if (before !== null && log.tookFrom.size < MOST_TAKEN_FROM) log.tookFrom.add(broughtBy);
  if (isPosition(before)) noteTaken(log.months, before, broughtBy);
  if (isPosition(after)) noteAdded(log.months, after, isPosition(before) ? before.exposure : NOTHING);
  if (isPosition(before) && isPosition(after)) noteReassigned(log.reassigned, before, after, broughtBy);
}

/** Counts a change that was noted before, and is made now. */
export function noteMade<Row>(sectors: SectorLogs, change: RowChange<Row>): void {
  const log = sectors.get(sectorOfRow(change.after ?? change.before));
  if (log !== undefined) addMoved(log.written, change);
}

function nothingMoved(): MovedRows {
  return { rows: { added: 0, changed: 0, removed: 0 }, bySource: new Map() };
}

function addMoved({ rows, bySource }: MovedRows, { before, after }: RowChange<unknown>): void {
  rows[before === null ? "added" : after === null ? "removed" : "changed"] += 1;
  if (before !== null) addExposure(bySource, before, "removed");
  if (after !== null) addExposure(bySource, after, "added");
}

function addExposure(bySource: MovedRows["bySource"], row: unknown, how: "added" | "removed"): void {
  if (!isPosition(row)) return;
  const moved = bySource.get(row.source) ?? { source: row.source, added: NOTHING, removed: NOTHING };
  moved[how] = atMostExact(moved[how] + row.exposure);
  bySource.set(row.source, moved);
}

/** A larger sum is stored as this limit: an import must not fail because of its log. */
export function atMostExact(sum: number): Minor {
  return asMinor(Math.min(Number.MAX_SAFE_INTEGER, sum));
}

function isPosition(row: unknown): row is Position {
  return typeof row === "object" && row !== null && "exposure" in row && "sector" in row;
}

function sectorOfRow(row: unknown): string | null {
  return isPosition(row) ? row.sector : null;
}
