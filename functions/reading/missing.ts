import type { Basis } from "../../shared/imports/basis.ts";
import type { ImportMarker } from "../../shared/imports/marker.ts";
import { joinMissing, type MissingImport, stillMissing } from "../../shared/imports/missing.ts";
import { cellsGone, missingExposure } from "../../shared/imports/missing-exposure.ts";
import { type ImportRecord, importsSince } from "../../shared/imports/record.ts";
import { dayReached } from "../../shared/recompute/decide-assessed.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import { DAY_MS, dayOf, windowEnding } from "../../shared/values/day.ts";
import type { ProvenanceStore } from "../ports/imports.ts";
import { during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";
import type { Guard } from "./guard.ts";

interface MissingPorts {
  provenance: ProvenanceStore;
  now: () => Date;
}

/**
 * What the last assessment stood on, to see what has left since without an import; without it, the trusted state. `null` when
 * there is neither, and for a run that is not about the sector as it is now.
 */
export async function loadLastBasis(
  { policy, asOf, isOtherWindow }: SectorRequest,
  { sector, lastAssessment }: Ledger,
  guard: Guard | null,
  { provenance, now }: MissingPorts,
): Promise<Basis | null> {
  if (lastAssessment === null || isOtherWindow) return null;
  const reached = dayReached({ lastAssessment }, dayOf(now()));
  if (reached !== null && asOf < reached) return null;
  const { id: assessment, asOf: day } = lastAssessment;
  const last = await during("reading what its last assessment stood on", () =>
    unlessUnreadable(() => provenance.basis({ sector, asOf: day, assessment })),
  );
  const basis = last ?? guard?.baseline ?? null;
  return basis?.unit === policy.unit ? basis : null;
}

/** The watchdog tells of a basis that cannot be read. */
async function unlessUnreadable(read: () => Promise<Basis | null>): Promise<Basis | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

/** What a run has found, to be compared with what the last assessment stood on. */
export interface Compared {
  basis: Basis;
  /** The positions as they are stored now: in the window of the last assessment, and whether some could not be read. */
  there: Fold;
  /** The positions in the window of the run. */
  fold: Fold;
  /** Imports that have ended since the last decision. */
  ended: ImportMarker[];
}

/**
 * What has left the sector without an import, now or before, and is still missing. Call it when all positions have been read: an
 * import writes its record before its rows. While some positions cannot be read, nothing more is found missing: they are told.
 */
export async function loadMissing(
  { basis, there, fold, ended }: Compared,
  { provenance, now }: MissingPorts,
): Promise<MissingImport[]> {
  const { sector, missing: before = [] } = basis;
  const window = windowEnding(basis.asOf, basis.windowDays, basis.windowEnd);
  // Mostly nothing is gone, whoever may have moved it.
  const isWhole = missingExposure({ basis, there, window, records: [] }).size === 0;
  if (isWhole && before.length === 0) return [];
  return await during("reading what imports have moved", async () => {
    const confirmations = await provenance.confirmed(sector);
    const records = await provenance.of(sector, sinceOf(basis, before));
    const hasEnded = ({ endedAt }: ImportRecord) => endedAt !== null;
    const still = stillMissing(before, {
      ended: [...ended, ...records.rows.filter(hasEnded).map((one) => ({ ...one, importId: one.id }))],
      brought: fold.brought,
      confirmations: confirmations.rows,
    });
    if (there.unreadable > 0 || records.unreadable.count > 0) return still;
    const gone = missingExposure({
      basis,
      there,
      window,
      records: records.rows.filter(({ endedAt }) => endedAt === null || endedAt >= basis.readAt),
    });
    if (gone.size === 0) return still;
    const all = await provenance.of(sector);
    const isConfirmed = (id: string) => confirmations.rows.some(({ importId }) => importId === id);
    const foundAt = now().toISOString();
    const found = [...gone].map(([importId, exposure]) => {
      const record = all.rows.find(({ id }) => id === importId);
      const brought = record === undefined ? null : broughtBy(record);
      const isConfirmable = brought !== null && !isConfirmed(importId);
      const cells = cellsGone(importId, { basis, there });
      return { importId, brought, exposure, cells, since: basis.asOf, foundAt, isConfirmable };
    });
    return joinMissing(still, found);
  });
}

function broughtBy({ kind, file, startedAt }: ImportRecord): MissingImport["brought"] {
  return { kind, file, startedAt };
}

/** Imports that may have been under way at the last assessment, and all later ones; and all since something is missing. */
function sinceOf({ readAt }: Basis, before: MissingImport[]): string {
  const moments = [readAt, ...before.map(({ foundAt }) => foundAt)].map((moment) => Date.parse(moment));
  return importsSince(new Date(Math.min(...moments) - DAY_MS));
}
