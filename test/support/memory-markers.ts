import type { MarkerRows, MarkerStore } from "../../functions/ports/imports.ts";
import { type ImportMarker, type MarkerKey, stampOf } from "../../shared/imports/marker.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";

/** The name of a marker in such a map. */
export const nameOf = ({ sector, kind, file, runner }: MarkerKey) =>
  JSON.stringify([sector, kind, file, runner]);

/** Markers in a map, as a run reads and removes them. */
export function memoryMarkers(markers: Map<string, ImportMarker>): MarkerStore {
  return {
    async of(sector) {
      const rows = [...markers.values()].filter((one) => one.sector === sector);
      return { rows: structuredClone(rows), unreadable: NOTHING_UNREADABLE };
    },
    async remove(marker) {
      const stored = markers.get(nameOf(marker));
      if (stored !== undefined && stampOf(stored) === stampOf(marker)) markers.delete(nameOf(marker));
    },
  };
}

/** The same, as an import writes them. */
export function memoryMarkerRows(markers: Map<string, ImportMarker>): MarkerRows {
  return {
    async find(keys) {
      return keys.map((key) => structuredClone(markers.get(nameOf(key)) ?? null));
    },
    async put(rows) {
      for (const row of rows) markers.set(nameOf(row), structuredClone(row));
    },
    async remove(keys) {
      for (const key of keys) markers.delete(nameOf(key));
    },
  };
}
