import type { FileKind } from "../../shared/refusal.ts";
import type { ImportedRows } from "../ports.ts";
import type { GoodRow, KeptOut, Rejection } from "./rows.ts";

/** What an import needs to know of a kind of row. */
export interface RowKind<Row extends Key, Key> {
  /** What makes a row the same row in the next file, and no other, in words: `positionId "P-1"`. */
  nameOf(row: Row): string;
  store: ImportedRows<Row, Key>;
  /** How the file is remembered, unless the options say so. */
  kind: FileKind;
  /** What a row says of itself when it is refused. */
  keptOut?(row: Row): KeptOut;
  /**
   * What is wrong with good rows beside each other, or beside what is stored. `isReplacing`: the stored rows of the
   * file's sources that are gone from it will be removed.
   */
  check?(rows: GoodRow<Row>[], isReplacing: boolean): Promise<Refused<Row>[]>;
}

/** Rows that are refused together, for one reason. */
export interface Refused<Row> {
  rows: GoodRow<Row>[];
  rejection: Rejection;
}
