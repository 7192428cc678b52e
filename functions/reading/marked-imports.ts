import { hasMoved, type ImportMarker, type MarkedImports, sortMarkers } from "../../shared/imports/marker.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { MarkerStore, ProvenanceStore } from "../ports/imports.ts";
import { during } from "../runtime/during.ts";

/** The imports of a sector that have not ended, or on which no run has decided, as they were before a reading. */
export interface FoundImports extends MarkedImports {
  markers: ImportMarker[];
  unreadable: Unreadable;
}

/** What looking for imports needs from the world. */
export interface MarkedPorts {
  markers: Pick<MarkerStore, "of">;
  provenance: Pick<ProvenanceStore, "confirmed">;
  now: () => Date;
}

/** Looks for imports of a sector. Call it before the ledger and the rows are read. */
export async function lookForImports(sector: SectorId, ports: MarkedPorts): Promise<FoundImports> {
  const { rows: markers, unreadable } = await during("reading which imports are under way", () =>
    ports.markers.of(sector),
  );
  const sorted = sortMarkers(markers, new Set(), ports.now());
  if (sorted.stopped.length === 0) return { ...sorted, markers, unreadable };
  const { rows } = await during("reading what was confirmed", () => ports.provenance.confirmed(sector));
  const confirmed = new Set(rows.map(({ importId }) => importId));
  return { ...sortMarkers(markers, confirmed, ports.now()), markers, unreadable };
}

/**
 * Whether an import has begun or ended since. Then what was read meanwhile may be a mix of old and new rows. When one was under
 * way already, that is known.
 */
export async function isTorn(
  sector: SectorId,
  { underWay, markers }: FoundImports,
  ports: Pick<MarkedPorts, "markers">,
): Promise<boolean> {
  if (underWay.length > 0) return false;
  const now = await during("reading which imports are under way", () => ports.markers.of(sector));
  return hasMoved(markers, now.rows);
}

/**
 * Removes the markers of imports on which a run has decided. Those that stopped go first: only the marker of a later import
 * of the same file shows that they no longer matter.
 */
export async function forgetImports(
  { settled, ended }: FoundImports,
  ports: { markers: MarkerStore },
): Promise<void> {
  for (const marker of [...settled, ...ended]) {
    await during("forgetting which imports it has decided on", () => ports.markers.remove(marker));
  }
}
