import { importIdOf } from "../../../shared/imports/record.ts";
import { during } from "../../runtime/during.ts";
import { oneAfterAnother } from "../../runtime/one-after-another.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { ImportPorts } from "../ports.ts";
import { importRecordOf, type LoggedFile } from "./logged-record.ts";
import { noteChange, noteMade, type RowChange, type SectorLogs } from "./sector-log.ts";

/** The provenance of one import: its id, and its changes, which are stored before they are made. */
export interface ImportLog<Row> {
  readonly id: string;
  /** Notes changes, and stores all changes so far. Call it before the changes are made. Several calls may be under way. */
  note(changes: RowChange<Row>[]): Promise<void>;
  /** Call it when noted changes are made: records that are stored later count them as written. */
  made(changes: RowChange<Row>[]): void;
  /** Stores that the import has ended. An import without changes has no record. */
  end(): Promise<void>;
  /** Stores that the import was interrupted, and that it has made all changes that were noted, and no others. */
  stop(): Promise<void>;
}

/** Starts the log of an import. Its rows have an exposure and a sector, or neither. */
export function startLog<Row>(
  file: LoggedFile,
  { imports, now }: Pick<ImportPorts, "imports" | "now">,
): ImportLog<Row> {
  const startedAt = now();
  const id = importIdOf(startedAt, sha256(JSON.stringify([file.kind, file.file, file.digest, file.from])));
  const sectors: SectorLogs = new Map();
  const write = (endedAt: Date | null, stoppedAt: Date | null = null) => {
    const records = [...sectors].map(([sector, log]) =>
      importRecordOf(file, { id, startedAt, endedAt, stoppedAt, sector }, log),
    );
    return during("writing what the import changes", () => imports.put(records));
  };
  const writeNoted = oneAfterAnother(() => write(null));
  return {
    id,
    async note(changes) {
      if (changes.length === 0) return;
      for (const change of changes) noteChange(sectors, change);
      await writeNoted();
    },
    made(changes) {
      for (const change of changes) noteMade(sectors, change);
    },
    async end() {
      if (sectors.size > 0) await write(now());
    },
    async stop() {
      if (sectors.size > 0) await write(null, now());
    },
  };
}
