import type { FileKind } from "../../../shared/imports/file-kind.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
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
  /** The sector that uses a row; `null` when every sector does. */
  sectorOf(row: Row): SectorId | null;
  /** What is known of a row that is refused. */
  keptOut?(row: Row): KeptOut;
  /** Starts to check the good rows of a file beside each other, and beside what is stored. */
  check?(): RowCheck<Row>;
  /** What an import with `replace` may replace. Kinds without it have nothing to replace. */
  replaces?: Replaceable<Row>;
}

/** A check of good rows beside each other. It sees each row once, before any is stored. */
export interface RowCheck<Row> {
  /** `at` is the number of the row among the good rows. */
  see(read: GoodRow<Row>, at: number): void;
  /**
   * The rows that are refused. `isReplacing`: the stored rows of the file's sources that are gone from it will be
   * removed.
   */
  refused(isReplacing: boolean): Promise<RefusedRows[]>;
}

/** Rows of one sector that are refused together, for one reason. `rows` are their numbers among the good rows. */
export interface RefusedRows {
  sector: SectorId;
  rows: readonly number[];
  rejection: Rejection;
}

/** Stored rows by their source. */
export interface Replaceable<Row> {
  sourceOf(row: Row): string | null;
  /** All stored rows of these sectors. */
  pages(sectors: Iterable<SectorId>): AsyncIterable<Page<Row>>;
}

/** The stored rows of a file's sources, and which of them are gone from the file. */
export interface Replacing<Row> {
  pages(): AsyncIterable<Page<Row>>;
  /** Whether a stored row is from a source that also occurs in the file. */
  isOfSources(row: Row): boolean;
  isGone(row: Row): boolean;
}
