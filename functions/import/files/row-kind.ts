import type { FileKind } from "../../../shared/imports/file-kind.ts";
import type { ImportedRows } from "../../ports/rows.ts";
import type { Page } from "../../ports/supply.ts";
import type { GoodRow, KeptOut, Rejection } from "./row.ts";

/** What an import needs to know of a kind of row. */
export interface RowKind<Row extends Key, Key> {
  /** What identifies a row, in words: `positionId "P-1"`. */
  nameOf(row: Row): string;
  store: ImportedRows<Row, Key>;
  /** The kind of file that is remembered, unless the options name one. */
  kind: FileKind;
  /** The sectors that use these rows; `null` when every sector does. */
  sectorsOf(rows: Iterable<Row>): Set<string> | null;
  /** What is known of a row that is refused. */
  keptOut?(row: Row): KeptOut;
  /**
   * What is wrong with good rows beside each other, or beside what is stored. `isReplacing`: the stored rows of the
   * file's sources that are gone from it will be removed.
   */
  check?(rows: GoodRow<Row>[], isReplacing: boolean): Promise<RefusedRows<Row>[]>;
  /** What an import with `replace` may remove. Kinds without it have nothing to replace. */
  replacing?(rows: ReadonlyMap<string, Row>): Replacing<Row>;
}

/** The stored rows of a file's sources, and which of them are gone from the file. */
export interface Replacing<Row> {
  pages(): AsyncIterable<Page<Row>>;
  /** Whether a stored row is from a source that also occurs in the file. */
  isOfSources(row: Row): boolean;
  isGone(row: Row): boolean;
}

/** Rows that are refused together, for one reason. */
export interface RefusedRows<Row> {
  rows: GoodRow<Row>[];
  rejection: Rejection;
}
