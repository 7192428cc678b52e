import type { Refusal } from "../../shared/imports/refusal.ts";
import type { StrayFile } from "../../shared/imports/stray-file.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { RowStore } from "./rows.ts";
import type { Page } from "./supply.ts";

/** What the last import of each file refused. */
export interface RefusalStore {
  /** The records of a sector, and those of every sector. */
  of(sector: SectorId): Promise<Page<Refusal>>;
}

/** The files in the import bucket whose key does not say how to import them. */
export interface StrayStore {
  all(): Promise<Page<StrayFile>>;
}

export type RefusalKey = Pick<Refusal, "sector" | "kind" | "file">;

export type RefusalRows = RowStore<Refusal, RefusalKey>;

export type StrayKey = Pick<StrayFile, "bucket" | "key">;

export type StrayRows = RowStore<StrayFile, StrayKey>;
