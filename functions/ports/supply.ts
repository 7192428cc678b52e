import type { FoldedPosition } from "../../shared/supply/fold-positions.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
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

/** A sector's positions: one stream of pages per shard, which may be read at the same time. */
export interface PositionStore {
  /** With `isNamed` the pages say the keys of their rows. */
  shards(sector: SectorId, isNamed?: boolean): AsyncIterable<Page<FoldedPosition>>[];
}

/** Every supplier of every sector, page by page. */
export interface SupplierStore {
  pages(): AsyncIterable<Page<Supplier>>;
}

/** Every link of every supplier, page by page. */
export interface LinkStore {
  pages(): AsyncIterable<Page<Link>>;
}
