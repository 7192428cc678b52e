import type { SectorResult } from "../../shared/recompute/result.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore, HistoryLog, LedgerStore } from "../ports/decisions.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { MarkerStore, ProvenanceStore } from "../ports/imports.ts";
import type { LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import type { Publisher } from "../ports/topics.ts";

/** Logs and metrics of one sector's recompute. */
export interface Telemetry {
  measure(sector: SectorId, work: () => Promise<SectorResult>): Promise<SectorResult>;
}

/** What a recompute needs from the world. */
export interface RecomputePorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  refusals: RefusalStore;
  markers: MarkerStore;
  provenance: ProvenanceStore;
  ledgers: LedgerStore;
  assessments: AssessmentStore;
  history: HistoryLog;
  publisher: Publisher;
  telemetry: Telemetry;
  now: () => Date;
}
