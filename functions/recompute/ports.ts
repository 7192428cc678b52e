import type { SectorAnswer } from "../../shared/recompute/result.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { EventBus } from "../ports/bus.ts";
import type { AssessmentStore, HistoryStore, LedgerStore } from "../ports/decisions.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { MarkerStore, ProvenanceStore } from "../ports/imports.ts";
import type { PageStarter } from "../ports/pages.ts";
import type { FoldedParts, PartStarter } from "../ports/parts.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import type { Publisher } from "../ports/topics.ts";
import type { FoldSource } from "../reading/fold-source.ts";

/** How the parts of a large sector are folded. */
export interface PartsPorts {
  store: FoldedParts;
  starter: PartStarter;
  /** A sector with more positions than this is folded in parts. */
  above: number;
}

/** Logs and metrics of one sector's recompute. */
export interface Telemetry {
  measure(sector: SectorId, work: () => Promise<SectorAnswer>): Promise<SectorAnswer>;
}

/** The ports of a run that knows where it has its folds from. */
export interface ReadingPorts extends RecomputePorts {
  folds: FoldSource;
}

/** What a recompute needs from the world. */
export interface RecomputePorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent where there is no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
  markers: MarkerStore;
  provenance: ProvenanceStore;
  ledgers: LedgerStore;
  assessments: AssessmentStore;
  history: HistoryStore;
  publisher: Publisher;
  bus: EventBus;
  telemetry: Telemetry;
  /** Starts the writing of a sector's report page; absent where no function writes it. */
  pages?: PageStarter;
  now: () => Date;
}
