/** A row that was read and checked. */
export interface GoodRow<Row> {
  line: number;
  row: Row;
}

/** What a rejection keeps out, as far as it can be read. */
export interface KeptOut {
  /** `null` where it cannot be read. */
  sector?: string | null;
  /** How many rows; 1 unless given. */
  rows?: number;
  /** In minor units; `null` where it cannot be read. */
  exposure?: number | null;
}

/** One thing wrong with a row. `column` is `null` where it is not about one column. */
export interface Fault {
  column: string | null;
  reason: string;
  /** What is wrong whatever the values are, where the reason tells some; else the reason itself says so. */
  kind?: string;
}

/** Something in a file that was not taken over, and why. */
export interface Rejection extends Fault {
  line: number;
  /** What else is wrong with the same row. */
  also?: Fault[];
  keptOut?: KeptOut;
  /** The file was not read on. */
  endsFile?: true;
}

/** Something worth knowing about a file that is taken over all the same. */
export interface Notice {
  line: number;
  notice: string;
}

export type ReadRow<Row> = GoodRow<Row> | Rejection | Notice;

/** Everything that is wrong with a row. */
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

/** A file of which nothing can be taken over, such as one with a wrong header. */
export class UnusableFile extends Error {
  override name = "UnusableFile";
}
