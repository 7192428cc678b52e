import { movedMonths } from "../../../shared/imports/moved-months.ts";
import type { Reassigned } from "../../../shared/imports/reassigned.ts";
import { type ImportOrigin, type ImportRecord, MOST_SOURCES } from "../../../shared/imports/record.ts";
import type { MovedSource, Written } from "../../../shared/imports/written.ts";
import type { Minor } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { RememberedFile } from "./refused-rows.ts";
import { atMostExact, type MovedRows, type SectorLog } from "./sector-log.ts";

/** A file whose import is logged. */
export interface LoggedFile extends Omit<RememberedFile, "sector"> {
  from: ImportOrigin;
}

/** The record of one import in one sector, as it stands now: it is stored again as the import goes on. */
export function importRecordOf(
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
