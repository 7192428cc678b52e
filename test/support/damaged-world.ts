import { isDeepStrictEqual } from "node:util";
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../functions/aws/dynamo/attributes.ts";
import { createHoldingRows, createHoldingStore } from "../../functions/aws/dynamo/holding-store.ts";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { itemKey, keyNamesOf } from "../../functions/aws/dynamo/item-key.ts";
import { createLinkRows, createLinkStore } from "../../functions/aws/dynamo/link-store.ts";
import { createMarkerRows, createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { createPositionRows, createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { createRefusalRows, createRefusalStore } from "../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierRows, createSupplierStore } from "../../functions/aws/dynamo/supplier-store.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import { type TableName, tables } from "../../shared/contract/tables.ts";
import { type ImportRecord, importIdOf } from "../../shared/imports/record.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { asMinor } from "../../shared/values/exposure.ts";
import { emptyWatch } from "../../shared/watchdog/watch.ts";
import { refusalOf, ruleOf } from "./builders.ts";
import { dynamoStores } from "./crash-worlds.ts";
import { memoryPorts } from "./memory.ts";
import { chinaPolicy, positionOf, supplierOf } from "./samples.ts";

const origin = (id: string, country: string): Rule =>
  ruleOf({ id, title: id, measure: { kind: "share", of: { facet: "origin", countries: [country] } } });

/** China and Korea above 25 % are a warning, above 65 % critical. */
function policyFor(sector: string): Policy {
  return chinaPolicy(sector, { rules: [origin("china", "CN"), origin("korea", "KR")] });
}

/** What an import of the sector brought. */
function importRecordOf(sector: string): ImportRecord {
  const moved = { added: asMinor(100_00), removed: asMinor(0) };
  return {
    schemaVersion: 1,
    id: importIdOf(new Date("2026-07-19T06:00:00Z"), "a1b2c3d4"),
    sector,
    kind: "positions",
    file: "july.csv",
    from: { via: "command line", by: "Ana" },
    digest: "d1",
    startedAt: "2026-07-19T06:00:00.000Z",
    endedAt: "2026-07-19T06:00:01.000Z",
    rows: { added: 3, changed: 0, removed: 0 },
    exposure: moved,
    sources: [{ source: "test", ...moved }],
    moreSources: 0,
    tookFrom: [],
  };
}

/** What a run ended with: the results of its sectors, or why one failed. */
export interface Ended {
  results: SectorResult[];
  failure: string | null;
}

/** A sector in the embedded DynamoDB: an alert is open, and a bulletin about it waits in the outbox. */
export function damagedWorld(client: DynamoDBClient) {
  const memory = memoryPorts();
  const { published } = memory.stored;
  const ports = {
    ...memory,
    ...dynamoStores(client),
    positions: createPositionStore(client, "positions"),
    suppliers: createSupplierStore(client, "suppliers"),
    links: createLinkStore(client, "links"),
    holdings: createHoldingStore(client, "holdings"),
    refusals: createRefusalStore(client, "assessments"),
    markers: createMarkerStore(client, "assessments"),
  };
  const silent = { ...ports, publisher: { publish: () => Promise.reject(new Error("SNS is down")) } };

  async function supply(sector: string, shares: Record<"CN" | "JP" | "KR", number>): Promise<void> {
    const rows = Object.entries(shares).map(([originCountry, share]) =>
      positionOf({ sector, positionId: `from-${originCountry}`, originCountry, exposure: share * 100 }),
    );
    await createPositionRows(client, "positions").put(rows);
  }

  async function run(day: number, sectors: string[], by = ports): Promise<Ended> {
    const policies = new Map(sectors.map((sector) => [sector, policyFor(sector)]));
    const results: SectorResult[] = [];
    const telemetry = {
      measure: async (_sector: string, work: () => Promise<SectorResult>) => {
        const result = await work();
        results.push(result);
        return result;
      },
    };
    memory.clock.now = new Date(`2026-07-${day}T06:00:00Z`);
    const deployment = { policies, version: "1.2.3", place: null };
    const failure = await recompute({}, { ...by, telemetry }, deployment).then(
      () => null,
      (error: Error) => error.message,
    );
    return { results, failure };
  }

  return {
    ports,
    published,
    run,
    /** Stores one of everything that the sector rests on, and lives through two days of it. */
    async prepare(sector: string): Promise<void> {
      await createSupplierRows(client, "suppliers").put([supplierOf(), supplierOf({ supplierId: sector })]);
      const link = { supplierId: sector, input: "cells", upstreamId: "maker", share: 0.5 };
      await createLinkRows(client, "links").put([{ ...link, originCountry: null, source: null }]);
      // What somebody lends to a supplier changes nothing of who owns it.
      await createHoldingRows(client, "holdings").put([
        {
          supplierId: sector,
          holderId: "maker",
          kind: "debt",
          minShare: 0.1,
          maxShare: 0.1,
          from: null,
          to: null,
          source: null,
        },
      ]);
      await supply(sector, { CN: 300, JP: 700, KR: 0 });
      await run(20, [sector]);
      await supply(sector, { CN: 700, JP: 300, KR: 0 });
      await run(21, [sector], silent);
      await supply(sector, { CN: 700, JP: 0, KR: 300 });
    },
    /** Stores what was refused of a file of the sector (or of every one), and what the watchdog remembers. */
    async remember(sector: string | null): Promise<void> {
      await createRefusalRows(client, "assessments").put([refusalOf({ sector, file: "july.csv" })]);
    },
    async watch(): Promise<void> {
      await createWatchStore(client, "ledgers").save(emptyWatch, 0, null);
    },
    /** Stores that an import of the sector goes on, and will on the day of the next run. */
    async mark(sector: string): Promise<void> {
      const { id: importId, kind, file } = importRecordOf(sector);
      const times = {
        startedAt: "2026-07-22T05:59:00.000Z",
        until: "2026-07-22T06:10:00.000Z",
        endedAt: null,
      };
      const marker = {
        schemaVersion: 1 as const,
        sector,
        kind,
        file,
        runner: "lambda-1",
        importId,
        ...times,
      };
      await createMarkerRows(client, "assessments").put([marker]);
    },
    /** Stores what an import of the sector changed. */
    async bringIn(sector: string): Promise<void> {
      await createImportRecords(client, "assessments").put([importRecordOf(sector)]);
    },
    names: Object.fromEntries(Object.keys(tables).map((name) => [name, name])) as Record<TableName, string>,
    /** Every item of a table. */
    async items(table: TableName): Promise<Item[]> {
      return (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];
    },
    async put(table: TableName, item: Item): Promise<void> {
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
    async drop(table: TableName, item: Item): Promise<void> {
      await drop(client, table, item);
    },
    /** All that is stored. */
    async snapshot(): Promise<Snapshot> {
      return new Map(await Promise.all(TABLES.map((table) => itemsByKey(client, table))));
    },
    /** Has just this stored again. */
    async restore(snapshot: Snapshot): Promise<void> {
      for (const [table, items] of snapshot) await restoreTable(client, table, items);
    },
  };
}

/** What tables hold, by the key of each item. */
export type Snapshot = Map<TableName, Map<string, Item>>;

const TABLES = Object.keys(tables) as TableName[];

async function itemsByKey(client: DynamoDBClient, table: TableName): Promise<[TableName, Map<string, Item>]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return [table, new Map(Items.map((item) => [itemKey(table, item), item]))];
}

async function restoreTable(
  client: DynamoDBClient,
  table: TableName,
  wanted: Map<string, Item>,
): Promise<void> {
  const [, present] = await itemsByKey(client, table);
  const added = [...present].filter(([key]) => !wanted.has(key));
  const changed = [...wanted].filter(([key, item]) => !isDeepStrictEqual(item, present.get(key)));
  await Promise.all([
    ...added.map(([, item]) => drop(client, table, item)),
    ...changed.map(([, item]) => client.send(new PutItemCommand({ TableName: table, Item: item }))),
  ]);
}

async function drop(client: DynamoDBClient, table: TableName, item: Item): Promise<void> {
  const names = keyNamesOf(table);
  const Key = Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
  await client.send(new DeleteItemCommand({ TableName: table, Key }));
}

export type DamagedWorld = ReturnType<typeof damagedWorld>;
