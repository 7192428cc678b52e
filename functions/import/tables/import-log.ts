import { movedMonths } from "../../../shared/imports/moved-months.ts";
import type { Reassigned } from "../../../shared/imports/reassigned.ts";
import {
  type ImportOrigin,
  type ImportRecord,
  importIdOf,
  MOST_SOURCES,
} from "../../../shared/imports/record.ts";
import type { MovedSource, Written } from "../../../shared/imports/written.ts";
import type { Minor } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { during } from "../../runtime/during.ts";
import { oneAfterAnother } from "../../runtime/one-after-another.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { ImportPorts } from "../ports.ts";
import type { RememberedFile } from "./refused-rows.ts";
import {
  atMostExact,
  type MovedRows,
  noteChange,
  noteMade,
  type RowChange,
  type SectorLog,
  type SectorLogs,
} from "./sector-log.ts";

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

/** A file whose import is logged. */
export interface LoggedFile extends Omit<RememberedFile, "sector"> {
  from: ImportOrigin;
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

function importRecordOf(
  { kind, file, digest, from }: LoggedFile,
  run: {
    id: string;
    startedAt: Date;
    endedAt: Date | null;
    stoppedAt: Date | null;
    sector: SectorId | null;
  },
  { written, tookFrom, months, reassigned, ...planned }: SectorLog,
): ImportRecord {
  const moved = run.sector === null ? undefined : movedMonths(months);
  return {
    ...(moved === undefined ? {} : { moved }),
    ...(run.endedAt === null ? { written: writtenBy(written, run) } : reassignedIn(reassigned)),
    schemaVersion: 1,
    id: run.id,
    sector: run.sector,
    kind,
    file,
    from,
    digest,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    ...sumsOf(planned, run.sector),
    moreSources: Math.max(0, planned.bySource.size - MOST_SOURCES),
    tookFrom: [...tookFrom],
  };
}

function writtenBy(
  written: MovedRows,
  { sector, stoppedAt }: { sector: SectorId | null; stoppedAt: Date | null },
): Written {
  return { schemaVersion: 1, ...sumsOf(written, sector), stoppedAt: stoppedAt?.toISOString() ?? null };
}

function sumsOf(
  { rows, bySource }: MovedRows,
  sector: SectorId | null,
): Pick<ImportRecord, "rows" | "exposure" | "sources"> {
  const sources = [...bySource.values()].sort(
    (a, b) => b.added + b.removed - (a.added + a.removed) || ((a.source ?? "") < (b.source ?? "") ? -1 : 1),
  );
  const exposure =
    sector === null ? null : { added: addedUp(sources, "added"), removed: addedUp(sources, "removed") };
  return { rows: { ...rows }, exposure, sources: sources.slice(0, MOST_SOURCES) };
}

function reassignedIn({ byContent }: SectorLog["reassigned"]): { reassigned?: Reassigned[] } {
  return byContent === null || byContent.size === 0 ? {} : { reassigned: [...byContent.values()] };
}

/** All that was added or removed, at most the largest number that is exact. */
function addedUp(sources: MovedSource[], how: "added" | "removed"): Minor {
  return atMostExact(sources.reduce((total, moved) => total + moved[how], 0));
}
