import type { ImportMarker, MarkedImports } from "./marker.ts";

/** An import that has not ended, as an assessment tells it. */
export interface UnfinishedImport extends Pick<ImportMarker, "kind" | "file" | "importId" | "startedAt"> {
  state: "under way" | "stopped";
}

const MOST_IMPORTS = 20;
/** Imports of which an assessment may hold a part: those that stopped first, each oldest first. Empty for none. */
export function unfinishedOf({
  stopped,
  underWay,
}: Pick<MarkedImports, "stopped" | "underWay">): UnfinishedImport[] {
  const told = (markers: ImportMarker[], state: UnfinishedImport["state"]): UnfinishedImport[] =>
    [...markers]
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
      .map(({ kind, file, importId, startedAt }) => ({ kind, file, importId, startedAt, state }));
  return [...told(stopped, "stopped"), ...told(underWay, "under way")].slice(0, MOST_IMPORTS);
}

/** A text that two assessments share only when the same imports have not ended. */
export function canonicalUnfinished(imports: readonly UnfinishedImport[]): string {
  return JSON.stringify(imports.map(({ importId, state }) => [importId, state]));
}
