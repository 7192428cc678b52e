import type { ImportMarker, MarkedImports } from "./marker.ts";

/** An unfinished import, in an assessment. */
export interface UnfinishedImport extends Pick<ImportMarker, "kind" | "file" | "importId" | "startedAt"> {
  state: "under way" | "stopped";
}

const MOST_UNFINISHED = 20;
/**
 * Unfinished imports, whose rows an assessment may hold in part: stopped ones first, then those under way, each
 * oldest first.
 */
export function unfinishedOf({
  stopped,
  underWay,
}: Pick<MarkedImports, "stopped" | "underWay">): UnfinishedImport[] {
  const told = (markers: ImportMarker[], state: UnfinishedImport["state"]): UnfinishedImport[] =>
    [...markers]
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
      .map(({ kind, file, importId, startedAt }) => ({ kind, file, importId, startedAt, state }));
  return [...told(stopped, "stopped"), ...told(underWay, "under way")].slice(0, MOST_UNFINISHED);
}

/** A text that is equal for two assessments only when the same imports are unfinished. */
export function canonicalUnfinished(imports: readonly UnfinishedImport[]): string {
  return JSON.stringify(imports.map(({ importId, state }) => [importId, state]));
}
