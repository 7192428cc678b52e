import type { EventFiles } from "../../functions/ports/event-files.ts";
import { eventFileKey } from "../../shared/contract/event-file-place.ts";
import type { FileIndex } from "../../shared/event-log/daily-files.ts";

/** The texts of the files by key, and the index of each sector. */
export interface StoredEventFiles {
  files: Map<string, string>;
  indexes: Map<string, FileIndex>;
}

/** Files of events in maps; the first one under a key stays, as in S3. */
export function memoryEventFiles({ files, indexes }: StoredEventFiles): EventFiles {
  return {
    async index(sector) {
      return structuredClone(indexes.get(sector) ?? null);
    },
    async write(sector, { day, text }) {
      const key = eventFileKey(sector, day);
      if (!files.has(key)) files.set(key, text);
    },
    async saveIndex(index) {
      indexes.set(index.sector, structuredClone(index));
    },
  };
}
