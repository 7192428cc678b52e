import type { Basis } from "../../shared/imports/basis.ts";
import type { ImportMarker, MarkerKey } from "../../shared/imports/marker.ts";
import type { Confirmation, ImportKey, ImportRecord } from "../../shared/imports/record.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { RowStore } from "./rows.ts";
import type { Page } from "./supply.ts";

/** What imports changed: to write, one record per sector and import. */
export type ImportRecords = RowStore<ImportRecord, ImportKey>;

/** Markers of imports: to write, by sector, file and runner. */
export type MarkerRows = RowStore<ImportMarker, MarkerKey>;

/** Markers of imports, to read and to remove. */
export interface MarkerStore {
  /** Those of a sector, as they are now. */
  of(sector: string): Promise<Page<ImportMarker>>;
  /** Removes one as it was read; one that was written again meanwhile stays. */
  remove(marker: ImportMarker): Promise<void>;
}

/** What imports changed, to read. */
export interface ImportStore {
  /** The records of a sector and those of every sector, of imports from an id on; all unless it is given. */
  of(sector: string, since?: string): Promise<Page<ImportRecord>>;
}

/** The imports that somebody confirmed: to write, by sector and import. */
export type ConfirmationRows = RowStore<Confirmation, ConfirmationKey>;

export type ConfirmationKey = Pick<Confirmation, "sector" | "importId">;

/** What assessments stood on, and what imports have done since. */
export interface ProvenanceStore extends ImportStore {
  /** The imports of a sector that somebody confirmed. */
  confirmed(sector: string): Promise<Page<Confirmation>>;
  /** What an assessment stood on; `null` where nothing is kept of it. @throws UnreadableError where that is damaged. */
  basis(key: Pick<Basis, "sector" | "asOf" | "assessment">): Promise<Basis | null>;
  /**
   * The first trusted basis from a day on; if there is none up to the other day, the newest before. `null` where
   * nothing was ever trusted. One that is damaged counts as not there.
   */
  baseline(sector: string, from: string, upTo: string): Promise<Basis | null>;
  /** Keeps a basis. Trusted is one of a complete assessment; of those of one day, the first stays. */
  save(basis: Basis, isTrusted: boolean): Promise<void>;
}

/** Looks whether what earlier assessments stood on can be read. */
export interface BasisInspector {
  /** Of what the last assessment stood on, and what imports are guarded by from a day on: what is damaged. */
  damaged(last: Pick<Basis, "sector" | "asOf" | "assessment">, from: string): Promise<Unreadable>;
}
