import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { BatchGetItemCommand, BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { createDynamoClient } from "../functions/aws/dynamo/client.ts";
import { createImportRecords } from "../functions/aws/dynamo/import-store.ts";
import { createLinkRows } from "../functions/aws/dynamo/link-store.ts";
import { createMarkerRows } from "../functions/aws/dynamo/marker-store.ts";
import { positionItem, positionKey } from "../functions/aws/dynamo/position-item.ts";
import { createPositionRows } from "../functions/aws/dynamo/position-store.ts";
import { createRefusalRows } from "../functions/aws/dynamo/refusal-store.ts";
import { createSupplierRows } from "../functions/aws/dynamo/supplier-store.ts";
import { readPositions } from "../functions/import/files/native.ts";
import { nativeImports } from "../functions/import/tables/formats.ts";
import { openPolicyFolder } from "../functions/runtime/policy-folder.ts";
import type { Position } from "../shared/supply/position.ts";

/** Imports a file of positions, and returns how many rows were stored. */
export type Importer = (file: string) => Promise<number>;

const { policies } = openPolicyFolder(fileURLToPath(new URL("../policies", import.meta.url)));
const TABLE = "positions";
const ROWS_IN_A_GROUP = 100;
const ROWS_IN_A_WRITE = 25;

/** What is measured: our import, and what anybody would write first, with one or with eight groups in flight. */
export const importers = {
  ours: importAsWeDo,
  bare: (file) => importBarely(file, 1),
  bareOf8: (file) => importBarely(file, 8),
} as const satisfies Record<string, Importer>;

async function importAsWeDo(file: string): Promise<number> {
  const client = createDynamoClient();
  const ports = {
    policies,
    positions: createPositionRows(client, TABLE),
    suppliers: createSupplierRows(client, "suppliers"),
    links: createLinkRows(client, "links"),
    refusals: createRefusalRows(client, "assessments"),
    imports: createImportRecords(client, "assessments"),
    markers: createMarkerRows(client, "assessments"),
    now: () => new Date(),
  };
  const report = await nativeImports.positions(createReadStream(file), ports, { file: "positions.csv" });
  return report.added;
}

/** Reads the same file, and looks up and writes each group of rows: no check of the whole file, no record, no report. */
async function importBarely(file: string, groupsInFlight: number): Promise<number> {
  const client = createDynamoClient();
  const groups = groupsOf(file);
  let stored = 0;
  const goOn = async () => {
    for (;;) {
      const { done, value: rows } = await groups.next();
      if (done === true) return;
      await storeGroup(client, rows);
      stored += rows.length;
    }
  };
  await Promise.all(Array.from({ length: groupsInFlight }, goOn));
  return stored;
}

async function* groupsOf(file: string): AsyncGenerator<Position[], undefined> {
  let group: Position[] = [];
  for await (const read of readPositions(createReadStream(file), policies)) {
    if (!("row" in read)) throw new Error(`line ${read.line} of the benchmark's file is no position`);
    group.push(read.row);
    if (group.length === ROWS_IN_A_GROUP) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

async function storeGroup(client: ReturnType<typeof createDynamoClient>, rows: Position[]): Promise<void> {
  const keys = { [TABLE]: { Keys: rows.map((row) => positionKey(row)), ConsistentRead: true } };
  const { Responses = {} } = await client.send(new BatchGetItemCommand({ RequestItems: keys }));
  if (Responses[TABLE]?.length !== 0) throw new Error("the benchmark's table is not empty");
  for (let at = 0; at < rows.length; at += ROWS_IN_A_WRITE) {
    const puts = rows
      .slice(at, at + ROWS_IN_A_WRITE)
      .map((row) => ({ PutRequest: { Item: positionItem(row) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
  }
}
