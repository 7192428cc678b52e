import { randomUUID } from "node:crypto";
import { type ImportMarker, markedUntil } from "../../../shared/imports/marker.ts";
import { during } from "../../runtime/during.ts";
import type { ImportPorts } from "../ports.ts";
import type { RememberedFile } from "./refused-rows.ts";

/** The marker of one import, in each sector that rests on what it writes. */
export interface Marked {
  /** To be called before the first row is written, and again before more are. */
  goOn(): Promise<void>;
  /** To be called after the last. It stays until a run has decided. */
  end(): Promise<void>;
}

/** What a marker says of an import beside its file. */
interface MarkedImport {
  importId: string;
  /** Names an invocation and its retries; one of its own unless given. */
  runner: string | undefined;
  sectors: ReadonlySet<string>;
}

/** Marks the sectors of an import. Nothing is written before it goes on. */
export function markImport(
  { kind, file }: Pick<RememberedFile, "kind" | "file">,
  { importId, runner = randomUUID(), sectors }: MarkedImport,
  { markers, now }: Pick<ImportPorts, "markers" | "now">,
): Marked {
  const startedAt = now().toISOString();
  const write = async (endedAt: string | null) => {
    const until = markedUntil(now());
    const marked = [...sectors].map<ImportMarker>((sector) => ({
      schemaVersion: 1,
      ...{ sector, kind, file, runner, importId, startedAt, until, endedAt },
    }));
    if (marked.length > 0) await during("marking that it is under way", () => markers.put(marked));
  };
  return { goOn: () => write(null), end: () => write(now().toISOString()) };
}
