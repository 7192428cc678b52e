import type { AssessmentStore, History, LedgerNames, LedgerStore, SummaryList } from "../ports/decisions.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";

/** What a report needs from the world. It only reads. */
export interface ReportPorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent where there is no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
  ledgers: Pick<LedgerStore, "load">;
  /** Absent in the function, which writes a page for each sector by itself. */
  ledgerNames?: LedgerNames;
  assessments: Pick<AssessmentStore, "load" | "recent">;
  summaries: SummaryList;
  history: History;
  now: () => Date;
}
