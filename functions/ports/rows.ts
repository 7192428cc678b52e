import type { Holding, HoldingKey } from "../../shared/supply/holding.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { HoldingStore, LinkStore, Page, SupplierStore } from "./supply.ts";

/** Rows of one kind, for importing, found by their key. */
export interface RowStore<Row extends Key, Key> {
  /** The stored row of each key, in the order of the keys; `null` when there is none that can be read. */
  find(keys: Key[]): Promise<(Row | null)[]>;
  put(rows: Row[]): Promise<void>;
  remove(keys: Key[]): Promise<void>;
}

/** Rows that also store which import brought them. */
export interface ImportedRows<Row extends Key, Key> extends RowStore<Row, Key> {
  /** Rows that are put without an import have none. */
  put(rows: Row[], importId?: string): Promise<void>;
  /** The import that brought the stored row of each key, in the order of the keys; `null` when it is not known. */
  broughtBy(keys: Key[]): Promise<(string | null)[]>;
}

export type PositionKey = Pick<Position, "sector" | "positionId">;

export type SupplierKey = Pick<Supplier, "supplierId">;

export type LinkKey = Pick<Link, "supplierId" | "input" | "upstreamId">;

/** Positions, for importing, and all of a sector, to find those that a newer file no longer has. */
export interface PositionRows extends ImportedRows<Position, PositionKey> {
  pagesOf(sector: SectorId): AsyncIterable<Page<Position>>;
}

/** Suppliers, for importing: also all of them. */
export interface SupplierRows extends ImportedRows<Supplier, SupplierKey>, SupplierStore {}

/** Links, for importing: also all of them. */
export interface LinkRows extends ImportedRows<Link, LinkKey>, LinkStore {}

/** Holdings, for importing: also all of them. */
export interface HoldingRows extends ImportedRows<Holding, HoldingKey>, HoldingStore {}
