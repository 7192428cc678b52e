import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createLedgerStore } from "../functions/dynamo/ledger-store.ts";
import { createLinkRows } from "../functions/dynamo/link-store.ts";
import { createPositionRows } from "../functions/dynamo/position-store.ts";
import { createSupplierRows } from "../functions/dynamo/supplier-store.ts";
import type { ImportPorts, LedgerStore } from "../functions/ports.ts";
import type { SectorResult } from "../functions/recompute/result.ts";
import type { SimulateResult } from "../functions/simulate/simulate.ts";
import type { TableName } from "../shared/deployment-names.ts";
import type { RecomputePayload, SimulatePayload } from "../shared/payloads.ts";

/** Where the command line works: the embedded cloud, or a deployed stack. */
export interface Cloud {
  /** Invokes the recompute function. */
  recompute(payload: RecomputePayload): Promise<SectorResult[]>;
  /** Invokes the simulate function. */
  simulate(payload: SimulatePayload): Promise<SimulateResult>;
  importPorts: ImportPorts;
  ledgers: LedgerStore;
  close(): Promise<void>;
}

/** The names that a cloud's tables have. */
export type TableNames = Record<TableName, string>;

/** The stores that the command line uses itself, beside the functions that it invokes. */
export function storesOf(
  client: DynamoDBClient,
  tableNames: TableNames,
): Pick<Cloud, "importPorts" | "ledgers"> {
  return {
    importPorts: {
      positions: createPositionRows(client, tableNames.positions),
      suppliers: createSupplierRows(client, tableNames.suppliers),
      links: createLinkRows(client, tableNames.links),
    },
    ledgers: createLedgerStore(client, tableNames.ledgers),
  };
}
