import type { SectorId } from "../../../shared/values/identifier.ts";
/** A row that was read and checked. */
export interface GoodRow<Row> {
  line: number;
  /** How many rows of the file it was made of; 1 unless given. */
  lines?: number;
  row: Row;
}

/** What is not imported because of a rejection, as far as it can be read. */
export interface KeptOut {
  /** `null` where it cannot be read. */
  sector?: SectorId | null;
  /** How many rows; 1 unless given. */
  rows?: number;
  /** In minor units; `null` where it cannot be read. */
  exposure?: number | null;
}

/** One fault of a row. `column` is `null` when the fault is not about one column. */
export interface Fault {
  column: string | null;
  reason: string;
  /** What is wrong whatever the values are, where the reason tells some; else the reason itself says so. */
  kind?: string;
}

/** A row that is not imported, and why. */
export interface Rejection extends Fault {
  line: number;
  /** More faults of the same row. */
  also?: Fault[];
  keptOut?: KeptOut;
  /** Nothing after this row was read. */
  endsFile?: true;
}

/** A note about a file. It rejects nothing. */
export interface Notice {
  line: number;
  notice: string;
}

export type ReadRow<Row> = GoodRow<Row> | Rejection | Notice;

/** All faults of a row. */
export function faultsOf({ column, reason, kind, also = [] }: Rejection): Fault[] {
  return [{ column, reason, ...(kind === undefined ? {} : { kind }) }, ...also];
}

/** Whether a row was rejected. */
export function isRejection(row: object): row is Rejection {
  return "reason" in row;
}

/** Whether a row is only a notice. */
export function isNotice(row: object): row is Notice {
  return "notice" in row;
}

/** Nothing of a file can be imported: its header is wrong, for instance. */
export class UnusableFile extends Error {
  override name = "UnusableFile";
}
