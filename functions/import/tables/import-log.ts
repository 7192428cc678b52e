import {
  emptyMonthSums,
  type MonthSums,
  movedMonths,
  noteAdded,
  noteTaken,
} from "../../../shared/imports/moved-months.ts";
import { noteReassigned, type Reassigned, type ReassignedSums } from "../../../shared/imports/reassigned.ts";
import {
  type ImportOrigin,
  type ImportRecord,
  importIdOf,
  MOST_SOURCES,
  MOST_TAKEN_FROM,
} from "../../../shared/imports/record.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { asMinor, type Minor } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { during } from "../../runtime/during.ts";
import { oneAfterAnother } from "../../runtime/one-after-another.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { ImportPorts } from "../ports.ts";
import type { RememberedFile } from "./refused-rows.ts";

/** A row that an import is about to change: before and after. `null` means that there is no row. */
export interface RowChange<Row> {
  before: Row | null;
  after: Row | null;
  /** The import that brought the row before; `null` when it is not known. */
  broughtBy: string | null;
}

/** The provenance of one import: its id, and its changes, which are stored before they are made. */
export interface ImportLog<Row> {
  readonly id: string;
  /** Notes changes, and stores all changes so far. Call it before the changes are made. Several calls may be under way. */
  note(changes: RowChange<Row>[]): Promise<void>;
  /** Stores that the import has ended. An import without changes has no record. */
  end(): Promise<void>;
}

/** A file whose import is logged. */
export interface LoggedFile extends Omit<RememberedFile, "sector"> {
  from: ImportOrigin;
}

type MovedRows = ImportRecord["sources"][number];

interface SectorLog {
  rows: ImportRecord["rows"];
  bySource: Map<string | null, MovedRows>;
  tookFrom: Set<string | null>;
  months: MonthSums;
  reassigned: ReassignedSums;
}

const NOTHING = asMinor(0);

/** Starts the log of an import. Its rows have an exposure and a sector, or neither. */
export function startLog<Row>(
  file: LoggedFile,
  { imports, now }: Pick<ImportPorts, "imports" | "now">,
): ImportLog<Row> {
  const startedAt = now();
  const id = importIdOf(startedAt, sha256(JSON.stringify([file.kind, file.file, file.digest, file.from])));
  const sectors = new Map<string | null, SectorLog>();
  const write = (endedAt: Date | null) => {
    const records = [...sectors].map(([sector, log]) =>
      importRecordOf(file, { id, startedAt, endedAt, sector }, log),
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
    async end() {
      if (sectors.size > 0) await write(now());
    },
  };
}

function noteChange<Row>(sectors: Map<string | null, SectorLog>, change: RowChange<Row>): void {
  const { before, after, broughtBy } = change;
  const sector = sectorOfRow(after ?? before);
  const log = sectors.get(sector) ?? {
    rows: { added: 0, changed: 0, removed: 0 },
    bySource: new Map<string | null, MovedRows>(),
    tookFrom: new Set<string | null>(),
    months: emptyMonthSums(),
    reassigned: { byContent: new Map() },
  };
  sectors.set(sector, log);
  log.rows[before === null ? "added" : after === null ? "removed" : "changed"] += 1;
  if (before !== null && log.tookFrom.size < MOST_TAKEN_FROM) log.tookFrom.add(broughtBy);
  if (before !== null) noteExposure(log, before, "removed");
  if (after !== null) noteExposure(log, after, "added");
  if (isPosition(before)) noteTaken(log.months, before, broughtBy);
  if (isPosition(after)) noteAdded(log.months, after, isPosition(before) ? before.exposure : NOTHING);
  if (isPosition(before) && isPosition(after)) noteReassigned(log.reassigned, before, after, broughtBy);
}

function noteExposure({ bySource }: SectorLog, row: unknown, how: "added" | "removed"): void {
  if (!isPosition(row)) return;
  const moved = bySource.get(row.source) ?? { source: row.source, added: asMinor(0), removed: asMinor(0) };
  // A larger sum is stored as this limit: an import must not fail because of its log.
  moved[how] = asMinor(Math.min(Number.MAX_SAFE_INTEGER, moved[how] + row.exposure));
  bySource.set(row.source, moved);
}

function isPosition(row: unknown): row is Position {
  return typeof row === "object" && row !== null && "exposure" in row && "sector" in row;
}

function sectorOfRow(row: unknown): string | null {
  return isPosition(row) ? row.sector : null;
}

function importRecordOf(
  { kind, file, digest, from }: LoggedFile,
  run: { id: string; startedAt: Date; endedAt: Date | null; sector: SectorId | null },
  { rows, bySource, tookFrom, months, reassigned }: SectorLog,
): ImportRecord {
  const sources = [...bySource.values()].sort(
    (a, b) => b.added + b.removed - (a.added + a.removed) || ((a.source ?? "") < (b.source ?? "") ? -1 : 1),
  );
  const moved = run.sector === null ? undefined : movedMonths(months);
  return {
    ...(moved === undefined ? {} : { moved }),
    ...(run.endedAt === null ? {} : reassignedIn(reassigned)),
    schemaVersion: 1,
    id: run.id,
    sector: run.sector,
    kind,
    file,
    from,
    digest,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    rows: { ...rows },
    exposure:
      run.sector === null ? null : { added: addedUp(sources, "added"), removed: addedUp(sources, "removed") },
    sources: sources.slice(0, MOST_SOURCES),
    moreSources: Math.max(0, sources.length - MOST_SOURCES),
    tookFrom: [...tookFrom],
  };
}

function reassignedIn({ byContent }: ReassignedSums): { reassigned?: Reassigned[] } {
  return byContent === null || byContent.size === 0 ? {} : { reassigned: [...byContent.values()] };
}

/** All that was added or removed, at most the largest number that is exact. */
function addedUp(sources: MovedRows[], how: "added" | "removed"): Minor {
  const sum = sources.reduce((total, moved) => total + moved[how], 0);
  return asMinor(Math.min(Number.MAX_SAFE_INTEGER, sum));
}
