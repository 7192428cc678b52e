import type { EventFile, FileIndex } from "../../shared/event-log/daily-files.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** The files of the event log, one for each sector and day, and how far they are written. */
export interface EventFiles {
  /** `null` before the first file. @throws Error when it cannot be read. */
  index(sector: SectorId): Promise<FileIndex | null>;
  /** Writes a file, unless there is one of that day: that one stays. */
  write(sector: SectorId, file: EventFile): Promise<void>;
  saveIndex(index: FileIndex): Promise<void>;
}
