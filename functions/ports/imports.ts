import type { Basis } from "../../shared/imports/basis.ts";
import type { ImportMarker, MarkerKey } from "../../shared/imports/marker.ts";
import type { Confirmation, ImportKey, ImportRecord } from "../../shared/imports/record.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { RowStore } from "./rows.ts";
import type { Page } from "./supply.ts";

/** What imports changed: to write, one record per sector and import. */
export type ImportRecords = RowStore<ImportRecord, ImportKey>;

/** Markers of imports: to write, by sector, file and runner. */
export type MarkerRows = RowStore<ImportMarker, MarkerKey>;

/** Markers of imports, to read and to remove. */
export interface MarkerStore {
  /** Those of a sector, as they are now. */
  of(sector: SectorId): Promise<Page<ImportMarker>>;
  /** Removes a marker, unless it has changed since it was read. */
  remove(marker: ImportMarker): Promise<void>;
}

/** What imports changed, to read. */
export interface ImportStore {
  /** The records of a sector, and those that concern every sector, from the import id `since` on; all without it. */
  of(sector: SectorId, since?: Day): Promise<Page<ImportRecord>>;
}

/** The imports that somebody confirmed: to write, by sector and import. */
export type ConfirmationRows = RowStore<Confirmation, ConfirmationKey>;

export type ConfirmationKey = Pick<Confirmation, "sector" | "importId">;

/** The data that assessments were made of (their bases), and what imports have changed since. */
export interface ProvenanceStore extends ImportStore {
  /** The imports of a sector that somebody confirmed. */
  confirmed(sector: SectorId): Promise<Page<Confirmation>>;
  /** The basis of an assessment; `null` when none is stored. @throws UnreadableError when it is damaged. */
  basis(key: Pick<Basis, "sector" | "asOf" | "assessment">): Promise<Basis | null>;
  /**
   * The first trusted basis between the two days; if there is none, the newest one before them. `null` when there never was
   * one. A damaged basis counts as missing.
   */
  baseline(sector: SectorId, from: string, upTo: string): Promise<Basis | null>;
  /** Stores a basis. It is trusted when its assessment was complete; of one day, the first trusted one stays. */
  save(basis: Basis, isTrusted: boolean): Promise<void>;
}

/** Checks whether the bases of earlier assessments can be read. */
export interface BasisInspector {
  /** The damaged ones of two: the basis of the last assessment, and the basis that guards imports from a day on. */
  damaged(last: Pick<Basis, "sector" | "asOf" | "assessment">, from: string): Promise<Unreadable>;
}
