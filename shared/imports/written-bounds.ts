import { asMinor } from "../values/exposure.ts";
import type { ImportRecord } from "./record.ts";
import type { Written } from "./written.ts";

/** What an import has written: at least, and at most. */
export interface WrittenBounds {
  least: Pick<Written, "rows" | "exposure" | "sources">;
  most: WrittenBounds["least"];
  isCertain: boolean;
}

/**
 * What an import has certainly written, and what it may have written. Both are the same when it has ended, and when it was
 * interrupted and could say so. Of a record without either, of an earlier version, nothing is certain.
 */
export function writtenBounds(record: ImportRecord): WrittenBounds {
  const { rows, exposure, sources, endedAt, written } = record;
  const most = { rows, exposure, sources };
  if (endedAt !== null) return { least: most, most, isCertain: true };
  const least = written ?? {
    rows: { added: 0, changed: 0, removed: 0 },
    exposure: exposure && { added: asMinor(0), removed: asMinor(0) },
    sources: [],
  };
  return { least, most, isCertain: typeof written?.stoppedAt === "string" };
}
