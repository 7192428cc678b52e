import { randomUUID } from "node:crypto";
import { type ImportMarker, markedUntil } from "../../../shared/imports/marker.ts";
import { during } from "../../runtime/during.ts";
import type { ImportPorts } from "../ports.ts";
import type { RememberedFile } from "./refused-rows.ts";

// The marker says for how long a function may run at most: that this is up to a minute older changes nothing.
const WRITTEN_EVERY_MS = 60_000;

/** The marker of one import, in each sector that it changes. */
export interface Marked {
  /** Call it before the first row is written, and again before more rows are written. It writes at most once a minute. */
  goOn(): Promise<void>;
  /** Call it after the last row. The marker stays until a run has decided. */
  end(): Promise<void>;
  /** Call it when the import was interrupted, instead of `end`: from now on runs take it for stopped. */
  stop(): Promise<void>;
}

/** What a marker says of an import, except for its file. */
interface MarkedImport {
  importId: string;
  /** The same for an invocation and its retries; a new one unless given. */
  runner: string | undefined;
  sectors: ReadonlySet<string>;
}

/** Makes the marker of an import. Nothing is written before `goOn` is called. */
export function markImport(
  { kind, file }: Pick<RememberedFile, "kind" | "file">,
  { importId, runner = randomUUID(), sectors }: MarkedImport,
  { markers, now }: Pick<ImportPorts, "markers" | "now">,
): Marked {
  const startedAt = now().toISOString();
  const write = async (endedAt: string | null, until = markedUntil(now())) => {
    const marked = [...sectors].map<ImportMarker>((sector) => ({
      schemaVersion: 1,
      ...{ sector, kind, file, runner, importId, startedAt, until, endedAt },
    }));
    if (marked.length > 0) await during("marking that it is under way", () => markers.put(marked));
  };
  let written: { at: number; done: Promise<void> } | undefined;
  return {
    async goOn() {
      const at = now().getTime();
      if (written === undefined || at - written.at >= WRITTEN_EVERY_MS) {
        const before = written?.done;
        written = { at, done: Promise.resolve(before).then(() => write(null)) };
      }
      await written.done;
    },
    end: () => write(now().toISOString()),
    stop: () => write(null, now().toISOString()),
  };
}
