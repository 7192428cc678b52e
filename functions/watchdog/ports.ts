import type { DeliveryPorts } from "../outbox/deliver.ts";
import type {
  AssessmentStore,
  FindingLog,
  HistoryStore,
  LedgerNames,
  SummaryList,
  WatchStore,
} from "../ports/decisions.ts";
import type { EventFiles } from "../ports/event-files.ts";
import type { RefusalStore, StrayStore } from "../ports/feeds.ts";
import type { BasisInspector, ImportStore } from "../ports/imports.ts";
import type { PositionCounts } from "../ports/supply.ts";
import type { Publisher, SubscriptionList, TopicSubscriber } from "../ports/topics.ts";
import type { MarkedPorts } from "../reading/marked-imports.ts";
import type { Deployment } from "../runtime/deployment.ts";

/** What the watchdog needs from the world. */
export interface WatchdogPorts extends DeliveryPorts, Pick<MarkedPorts, "markers" | "provenance"> {
  /** The subscriptions of the alert topic. */
  subscriptions: SubscriptionList;
  ledgerNames: LedgerNames;
  watches: WatchStore;
  findings: FindingLog;
  refusals: RefusalStore;
  strays: StrayStore;
  assessments: Pick<AssessmentStore, "load" | "recent">;
  bases: BasisInspector;
  history: HistoryStore;
  summaries: SummaryList;
  imports: ImportStore;
  /** `null` where there is no bucket: in the embedded cloud. */
  eventFiles: EventFiles | null;
  /** The operations topic. */
  operations: Publisher;
  /** The subscriptions of the operations topic. */
  operators: SubscriptionList;
  /** How many positions there are in their table and in its index; `null` where nobody counts them. */
  positionCounts: () => Promise<PositionCounts | null>;
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>;
}

export interface WatchdogOptions extends Deployment {
  /** After how many days without a newer assessment a sector counts as stale. */
  staleAfterDays: number;
  /** Who was deployed as a subscriber of the alert topic; `null` where nothing was deployed. */
  subscribers: TopicSubscriber[] | null;
  /** Addresses that were deployed on the operations topic; `null` where nothing was deployed. */
  operators: string[] | null;
}
