import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createAssessmentStore } from "../../functions/aws/dynamo/assessment-store.ts";
import { createFindingLog } from "../../functions/aws/dynamo/finding-store.ts";
import { createHistory } from "../../functions/aws/dynamo/history-store.ts";
import { createHoldingRows, createHoldingStore } from "../../functions/aws/dynamo/holding-store.ts";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { createLedgerNames } from "../../functions/aws/dynamo/ledger-names.ts";
import { createLedgerStore } from "../../functions/aws/dynamo/ledger-store.ts";
import { createLinkRows, createLinkStore } from "../../functions/aws/dynamo/link-store.ts";
import { createMarkerRows } from "../../functions/aws/dynamo/marker-store.ts";
import { createPositionList } from "../../functions/aws/dynamo/position-list.ts";
import {
  createPositionRows,
  createPositionStore,
  type ShardCounts,
} from "../../functions/aws/dynamo/position-store.ts";
import { createProvenanceStore } from "../../functions/aws/dynamo/provenance-store.ts";
import { createRefusalRows, createRefusalStore } from "../../functions/aws/dynamo/refusal-store.ts";
import { createSummaryList } from "../../functions/aws/dynamo/summary-list.ts";
import { createSupplierRows, createSupplierStore } from "../../functions/aws/dynamo/supplier-store.ts";
import { createUnreadableItems, type UnreadableItems } from "../../functions/aws/dynamo/unreadable-items.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import type { DigestResult } from "../../functions/digest/digest.ts";
import type { ConfirmResult } from "../../functions/import/confirm-import.ts";
import type { ImportPorts } from "../../functions/import/ports.ts";
import type {
  AssessmentStore,
  FindingLog,
  History,
  LedgerNames,
  LedgerStore,
  SummaryList,
  WatchStore,
} from "../../functions/ports/decisions.ts";
import type { RefusalStore } from "../../functions/ports/feeds.ts";
import type { ProvenanceStore } from "../../functions/ports/imports.ts";
import type {
  HoldingStore,
  LinkStore,
  PositionList,
  PositionStore,
  SupplierStore,
} from "../../functions/ports/supply.ts";
import type { AcknowledgeResult } from "../../functions/silence/acknowledge.ts";
import type { SilenceResult } from "../../functions/silence/silence.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { TestResult } from "../../functions/watchdog/test-notification.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import type { AcknowledgePayload } from "../../shared/contract/acknowledge-payload.ts";
import type { DeployedPolicies } from "../../shared/contract/deployed-policies.ts";
import type { ConfirmPayload } from "../../shared/contract/import-payload.ts";
import type { RecomputePayload } from "../../shared/contract/recompute-payload.ts";
import type { DigestPayload } from "../../shared/contract/sectors-payload.ts";
import type { SilencePayload } from "../../shared/contract/silence-payload.ts";
import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { POSITION_SHARDS, type TableName } from "../../shared/contract/tables.ts";
import type { TestPayload } from "../../shared/contract/test-payload.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { SectorAnswer } from "../../shared/recompute/result.ts";

/** The functions that the command line invokes. */
export interface Functions {
  /** Invokes the recompute function. */
  recompute(payload: RecomputePayload): Promise<SectorAnswer[]>;
  /** Invokes the simulate function. */
  simulate(payload: SimulatePayload): Promise<SimulateResult>;
  /** Invokes the silence function to write or lift a silence. */
  silence(payload: SilencePayload): Promise<SilenceResult>;
  /** Invokes the silence function to acknowledge alerts, or to withdraw that. */
  acknowledge(payload: AcknowledgePayload): Promise<AcknowledgeResult>;
  /** Invokes the digest function. */
  digest(payload: DigestPayload): Promise<DigestResult>;
  /** Invokes the watchdog function. */
  watchdog(): Promise<WatchdogResult>;
  /** Invokes the watchdog function to send a test message. */
  testNotification(payload: TestPayload): Promise<TestResult>;
  /** Confirms an import: on a deployed stack by its import function, which also starts the recompute. */
  confirmImport(payload: ConfirmPayload): Promise<ConfirmResult>;
}

/** The stores that the command line uses itself, beside the functions that it invokes. */
export interface Stores {
  importPorts: ImportPorts;
  positions: PositionStore;
  positionList: PositionList;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent on a stack of an earlier version, which has no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
  provenance: ProvenanceStore;
  ledgers: LedgerStore;
  ledgerNames: LedgerNames;
  assessments: AssessmentStore;
  summaries: SummaryList;
  history: History;
  findings: Pick<FindingLog, "read">;
  watches: Pick<WatchStore, "load">;
  unreadable: UnreadableItems;
}

/** Where the command line works: the embedded cloud, or a deployed stack. */
export interface Cloud extends Functions, Stores {
  /** The policies that a stack was deployed with; `null` in the embedded cloud, and where a stack of an earlier version does not tell. */
  deployedPolicies: DeployedPolicies | null;
  close(): Promise<void>;
}

/** The names of the tables in a cloud. A stack of an earlier version has no table of holdings. */
export type TableNames = Record<Exclude<TableName, "holdings">, string> & { holdings?: string };

/** The stores on these tables. */
export function storesOf(
  client: DynamoDBClient,
  tableNames: TableNames,
  policies: Policies,
  shards?: ShardCounts,
): Stores {
  const { holdings } = tableNames;
  const positionRows = createPositionRows(client, tableNames.positions, shards);
  const listed = shards?.read ?? POSITION_SHARDS;
  return {
    importPorts: {
      policies,
      positions: positionRows,
      suppliers: createSupplierRows(client, tableNames.suppliers),
      links: createLinkRows(client, tableNames.links),
      ...(holdings === undefined ? {} : { holdings: createHoldingRows(client, holdings) }),
      refusals: createRefusalRows(client, tableNames.assessments),
      imports: createImportRecords(client, tableNames.assessments),
      markers: createMarkerRows(client, tableNames.assessments),
      now: () => new Date(),
    },
    positions: createPositionStore(client, tableNames.positions, shards?.read),
    positionList: createPositionList(client, tableNames.positions, positionRows, listed),
    suppliers: createSupplierStore(client, tableNames.suppliers),
    links: createLinkStore(client, tableNames.links),
    ...(holdings === undefined ? {} : { holdings: createHoldingStore(client, holdings) }),
    refusals: createRefusalStore(client, tableNames.assessments),
    // The command line only reads it: nothing of its own is to go.
    provenance: createProvenanceStore(client, tableNames.assessments, null),
    ledgers: createLedgerStore(client, tableNames.ledgers),
    ledgerNames: createLedgerNames(client, tableNames.ledgers),
    // The command line only reads them: nothing of its own is to go.
    assessments: createAssessmentStore(client, tableNames.assessments, null),
    summaries: createSummaryList(client, tableNames.assessments),
    history: createHistory(client, tableNames.assessments),
    findings: createFindingLog(client, tableNames.assessments, null),
    watches: createWatchStore(client, tableNames.ledgers),
    unreadable: createUnreadableItems(client, tableNames, shards?.read),
  };
}
