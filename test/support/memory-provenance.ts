import type { ProvenanceStore } from "../../functions/ports/imports.ts";
import type { Basis } from "../../shared/imports/basis.ts";
import type { Confirmation, ImportRecord } from "../../shared/imports/record.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";

/** What imports changed and who confirmed it; bases by assessment, and the first trusted one of each day. */
export interface StoredProvenance {
  imports: ImportRecord[];
  confirmations: Confirmation[];
  bases: Map<string, Basis>;
  baselines: Map<string, Basis>;
}

/** Provenance in memory. */
export function memoryProvenance(stored: StoredProvenance): ProvenanceStore {
  return {
    async of(sector, since = "") {
      const rows = stored.imports.filter(
        (one) => (one.sector === sector || one.sector === null) && one.id >= since,
      );
      return { rows: structuredClone(rows), unreadable: NOTHING_UNREADABLE };
    },
    async confirmed(sector) {
      const rows = stored.confirmations.filter((one) => one.sector === sector);
      return { rows: structuredClone(rows), unreadable: NOTHING_UNREADABLE };
    },
    async basis({ sector, asOf, assessment }) {
      return structuredClone(stored.bases.get(`${sector} ${asOf} ${assessment}`) ?? null);
    },
    async baseline(sector, from, upTo) {
      const days = [...stored.baselines.values()]
        .filter((one) => one.sector === sector && one.asOf <= upTo)
        .sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
      return structuredClone(days.find(({ asOf }) => asOf >= from) ?? days.at(-1) ?? null);
    },
    async save(basis, isTrusted) {
      const { sector, asOf, assessment } = basis;
      stored.bases.set(`${sector} ${asOf} ${assessment}`, structuredClone(basis));
      const day = `${sector} ${asOf}`;
      if (isTrusted && !stored.baselines.has(day)) stored.baselines.set(day, structuredClone(basis));
    },
  };
}
