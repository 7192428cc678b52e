import type { FoldedPosition } from "../../shared/supply/fold-positions.ts";
import type { Holding } from "../../shared/supply/holding.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { ColumnTexts, PositionColumns } from "../../shared/supply/position-columns.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** Some of the stored rows, and the items among them that could not be read. */
export interface Page<Row> {
  rows: Row[];
  unreadable: Unreadable;
  /** The import of each row, in the order of the rows; `null` for a row that is older than provenance. */
  broughtBy?: (string | null)[];
  /** The key of each row, as `list unreadable` writes it. Only set on request. */
  keys?: string[];
}

/** Positions in columns, and the stored items among them that could not be read. It holds until the next page is asked for. */
export interface ColumnPage {
  columns: PositionColumns;
  unreadable: Unreadable;
}

/** The days after `after`, up to `upTo`. */
export interface Days {
  /** `null`: from the first day on. */
  after: Day | null;
  /** `null`: all later days, and the positions without a day. */
  upTo: Day | null;
}

/** All days, and no day. */
export const ALL_DAYS: Days = { after: null, upTo: null };

/** A sector's positions, by day. */
export interface PositionStore {
  /** One stream of pages per shard; they may be read at the same time. With `isNamed` the pages say the keys of their rows. */
  shards(sector: SectorId, days: Days, isNamed?: boolean): AsyncIterable<Page<FoldedPosition>>[];
  /** The same positions in columns, whose texts get their numbers in `texts`: one stream of pages per shard. */
  columns(sector: SectorId, days: Days, texts: ColumnTexts): AsyncIterable<ColumnPage>[];
  /** The newest day up to `upTo` of a position that can be read; `null` when there is none. */
  newestDate(sector: SectorId, upTo: Day): Promise<Day | null>;
}

/** What the index by day holds of a position, and what names it. */
export interface IndexedPosition
  extends Omit<FoldedPosition, "source">,
    Pick<Position, "sector" | "positionId"> {}

/** Whole positions of a sector, to look at. */
export interface PositionList {
  /** All of them, in no order. */
  whole(sector: SectorId): AsyncIterable<Page<Position>>;
  /**
   * Those of some days that are wanted: first those without a day, then newest first. In a table without the index by day they
   * are in no order, and `isWanted` is not asked.
   */
  newestFirst(
    sector: SectorId,
    days: Days,
    isWanted: (position: IndexedPosition) => boolean,
  ): AsyncIterable<Page<Position>>;
}

/** How many positions of all sectors are stored, and how many of them stand in the index by day, as they were last counted. */
export interface PositionCounts {
  stored: number;
  indexed: number;
}

/** Every supplier of every sector, page by page. */
export interface SupplierStore {
  pages(): AsyncIterable<Page<Supplier>>;
}

/** Every link of every supplier, page by page. */
export interface LinkStore {
  pages(): AsyncIterable<Page<Link>>;
}

/** Every holding of every supplier, page by page. */
export interface HoldingStore {
  pages(): AsyncIterable<Page<Holding>>;
}
