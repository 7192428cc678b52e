import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type ImportKey, type ImportRecord, importRecordSchema } from "../../shared/import-record.ts";
import { readAs } from "../../shared/problem.ts";
import type { ImportRecords, ImportStore } from "../ports.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";

// No sector can be called that: their names are kebab-case.
const EVERY_SECTOR = "#every";
const PREFIX = "import#";
const IS_IMPORT_SINCE = "sector = :sector AND assessmentKey BETWEEN :first AND :last";

/** Reads what imports changed. It stands beside the assessments, and is kept for good. */
export function createImportStore(client: DynamoDBClient, tableName: string): ImportStore {
  return {
    async of(sector, since = "") {
      const found = await Promise.all(
        [sector, EVERY_SECTOR].map((partition) => readSince(client, tableName, partition, since)),
      );
      return {
        rows: found.flatMap(({ rows }) => rows),
        unreadable: found.reduce((sum, { unreadable }) => sum + unreadable, 0),
      };
    },
  };
}

/** What an import changes, as it writes it: one item per sector and import. */
export function createImportRecords(client: DynamoDBClient, tableName: string): ImportRecords {
  return createRowStore(client, tableName, {
    keyOf: importKey,
    toItem: importItem,
    fromItem: toImportRecord,
  });
}

async function readSince(client: DynamoDBClient, tableName: string, sector: string, since: string) {
  const all = { rows: [] as ImportRecord[], unreadable: 0 };
  const query = {
    TableName: tableName,
    KeyConditionExpression: IS_IMPORT_SINCE,
    ExpressionAttributeValues: {
      ":sector": { S: sector },
      ":first": { S: `${PREFIX}${since}` },
      ":last": { S: `${PREFIX}~` },
    },
    ConsistentRead: true,
  };
  for await (const { rows, unreadable } of queryPages(client, query, toImportRecord)) {
    all.rows.push(...rows);
    all.unreadable += unreadable;
  }
  return all;
}

function importKey({ sector, id }: ImportKey): Item {
  return { sector: { S: sector ?? EVERY_SECTOR }, assessmentKey: { S: `${PREFIX}${id}` } };
}

function importItem(record: ImportRecord): Item {
  return { ...importKey(record), record: { S: JSON.stringify(record) } };
}

function toImportRecord({ record }: Item): ImportRecord | null {
  try {
    const read = readAs(importRecordSchema, JSON.parse(record?.S ?? "null"));
    return read.problem === null ? read.value : null;
  } catch {
    return null;
  }
}
