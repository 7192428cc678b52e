import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { createAssessmentStore } from "../../functions/aws/dynamo/assessment-store.ts";
import type { Item } from "../../functions/aws/dynamo/attributes.ts";
import { createConfirmationRows } from "../../functions/aws/dynamo/confirmation-store.ts";
import { createHistoryStore } from "../../functions/aws/dynamo/history-store.ts";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { createLedgerStore } from "../../functions/aws/dynamo/ledger-store.ts";
import { createLinkRows, createLinkStore } from "../../functions/aws/dynamo/link-store.ts";
import { createMarkerRows, createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { positionKey } from "../../functions/aws/dynamo/position-item.ts";
import { createPositionRows, createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { createProvenanceStore } from "../../functions/aws/dynamo/provenance-store.ts";
import { createRefusalRows, createRefusalStore } from "../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierRows, createSupplierStore } from "../../functions/aws/dynamo/supplier-store.ts";
import { type ConfirmResult, confirmImport } from "../../functions/import/confirm-import.ts";
import type { ImportPorts } from "../../functions/import/ports.ts";
import { nativeImports } from "../../functions/import/tables/formats.ts";
import type { RecomputePorts } from "../../functions/recompute/ports.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { isInParts, type SectorAnswer, type SectorResult } from "../../shared/recompute/result.ts";
import { embeddedDynamo } from "./dynamo.ts";
import { fileOf, POSITION_COLUMNS } from "./files.ts";
import { machineFor } from "./memory-parts.ts";
import { chinaPolicy, deploymentOf } from "./samples.ts";

const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
const DAY_MS = 24 * 60 * 60 * 1000;
const ALWAYS = -1;

/** The AI sector on the embedded DynamoDB, from 2026-08-01 06:00 on, with imports and recomputes as deployed. */
export interface GuardedSector {
  policy: Policy;
  /**
   * Imports positions through the bucket, a row each: `A=CN 400 2026-07-01 catl ups`. That is its id, where it is made,
   * dollars, date (`-` for none), supplier and item; without `A=`, the id follows from the file.
   */
  put(file: string, rows: string[], replace?: boolean): Promise<unknown>;
  /** Imports suppliers by a command of Ann's. */
  /** Imports suppliers, under a header of their own where the first row is one. */
  putSuppliers(file: string, ...rows: string[]): Promise<unknown>;
  run(): Promise<SectorResult>;
  /** The same, folded in parts by other functions. */
  runInParts(): Promise<SectorResult>;
  /** Writes a stored position anew, as a script of somebody's would; without a result it is deleted. */
  byHand(positionId: string, change: (item: Item) => Item | null): Promise<void>;
  confirm(importId: string | undefined): Promise<ConfirmResult>;
  wait(days: number): void;
  /** Takes away what assessments stood on, as where an earlier version has stored them. */
  forget(): Promise<void>;
  today(): string;
  close(): Promise<void>;
}

/** An empty sector. */
export async function guardedSector(): Promise<GuardedSector> {
  const dynamo = await embeddedDynamo();
  const { client } = dynamo;
  let clock = Date.parse("2026-08-01T06:00:00Z");
  const now = () => {
    clock += 1000;
    return new Date(clock);
  };
  const writing: ImportPorts = {
    positions: createPositionRows(client, "positions"),
    suppliers: createSupplierRows(client, "suppliers"),
    links: createLinkRows(client, "links"),
    refusals: createRefusalRows(client, "assessments"),
    imports: createImportRecords(client, "assessments"),
    markers: createMarkerRows(client, "assessments"),
    policies: new Map([["ai", chinaPolicy("ai")]]),
    now,
  };
  const reading: RecomputePorts = {
    positions: createPositionStore(client, "positions"),
    suppliers: createSupplierStore(client, "suppliers"),
    links: createLinkStore(client, "links"),
    refusals: createRefusalStore(client, "assessments"),
    markers: createMarkerStore(client, "assessments"),
    provenance: createProvenanceStore(client, "assessments", null),
    ledgers: createLedgerStore(client, "ledgers"),
    assessments: createAssessmentStore(client, "assessments", null),
    history: createHistoryStore(client, "assessments", null),
    publisher: { publish: async () => {} },
    bus: {
      put: async (events) => ({ taken: new Set(events.map(({ detail }) => detail.id)), failure: null }),
    },
    telemetry: { measure: (_sector, work) => work() },
    now,
  };
  const deployment = () => {
    return deploymentOf(sector.policy);
  };
  const sector: GuardedSector = {
    policy: chinaPolicy("ai"),
    put(file, rows, replace = false) {
      const lines = rows.map((row, at) => {
        const [what = "", dollars, date = "2026-07-01", supplier = "", item = "bess"] = row.split(" ");
        const [id, origin] = what.includes("=") ? what.split("=") : [`${file}-${at}`, what];
        return `${id},ai,${supplier},${item},${origin},${dollars},${date === "-" ? "" : date},,erp`;
      });
      const from = {
        via: "bucket" as const,
        bucket: "files",
        key: `positions/${file}`,
        version: `v-${file}`,
      };
      return nativeImports.positions(fileOf(POSITION_COLUMNS, ...lines), writing, { file, replace, from });
    },
    putSuppliers(file, ...rows) {
      const from = { via: "command line" as const, by: "ann" };
      const header = rows[0]?.startsWith("supplierId,") ? [] : [SUPPLIERS];
      return nativeImports.suppliers(fileOf(...header, ...rows), writing, { file, from });
    },
    async run() {
      return wholeOf(await recompute({ asOf: sector.today() }, reading, deployment()));
    },
    async runInParts() {
      const machine = machineFor(ALWAYS);
      await recompute({ asOf: sector.today() }, reading, deployment(), machine);
      return wholeOf(await machine.run(reading, deployment()));
    },
    async byHand(positionId, change) {
      const Key = positionKey({ sector: "ai", positionId });
      const { Item = {} } = await client.send(new GetItemCommand({ TableName: "positions", Key }));
      const changed = change(Item);
      if (changed === null) await client.send(new DeleteItemCommand({ TableName: "positions", Key }));
      else await client.send(new PutItemCommand({ TableName: "positions", Item: changed }));
    },
    confirm(importId) {
      const request = { confirm: importId ?? "", sector: "ai", by: "ann", reason: "a purchase of ours" };
      const ports = {
        imports: writing.imports,
        confirmations: createConfirmationRows(client, "assessments"),
        recompute: { start: async () => {} },
        place: null,
        now,
      };
      return confirmImport(request, ports);
    },
    wait: (days) => {
      clock += days * DAY_MS;
    },
    async forget() {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: "assessments" }));
      for (const { sector: of, assessmentKey } of Items) {
        if (of === undefined || !/^bas(is|eline)/.test(assessmentKey?.S ?? "")) continue;
        const Key = { sector: of, assessmentKey: assessmentKey ?? { S: "" } };
        await client.send(new DeleteItemCommand({ TableName: "assessments", Key }));
      }
    },
    today: () => new Date(clock).toISOString().slice(0, 10),
    close: () => dynamo.close(),
  };
  return sector;
}

function wholeOf([answer]: SectorAnswer[]): SectorResult {
  if (answer === undefined || isInParts(answer)) throw new Error("the sector was not recomputed");
  return answer;
}
