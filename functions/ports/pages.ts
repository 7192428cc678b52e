import type { SectorId } from "../../shared/values/identifier.ts";

/** Where a page lies. */
export interface PagePlace {
  bucket: string;
  key: string;
}

/** The report pages, one for each sector. */
export interface PageStore {
  /** Writes the page of a sector, in place of an earlier one. */
  write(sector: SectorId, html: string): Promise<PagePlace>;
}

/** Starts the writing of a sector's page and does not wait for it. */
export interface PageStarter {
  start(sector: SectorId): Promise<void>;
}
