import type { FoldedPosition } from "../../shared/supply/fold-positions.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";

/** Some of what is stored, and what beside it could not be read. */
export interface Page<Row> {
  rows: Row[];
  unreadable: Unreadable;
  /** The imports that brought the rows, in their order; `null` for a row of before provenance was kept. */
  broughtBy?: (string | null)[];
  /** The keys of the rows, in their order, as `list unreadable` writes them; only where they were asked for. */
  keys?: string[];
}

/** A sector's positions: one stream of pages per shard, which may be read at the same time. */
export interface PositionStore {
  /** With `isNamed` the pages say the keys of their rows. */
  shards(sector: string, isNamed?: boolean): AsyncIterable<Page<FoldedPosition>>[];
}

/** Every supplier of every sector, page by page. */
export interface SupplierStore {
  pages(): AsyncIterable<Page<Supplier>>;
}

/** Every link of every supplier, page by page. */
export interface LinkStore {
  pages(): AsyncIterable<Page<Link>>;
}
