import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type ImportKey, type ImportRecord, importRecordForm } from "../../../shared/imports/record.ts";
import { mergeUnreadable, NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import type { ImportRecords, ImportStore } from "../../ports/imports.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
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
        unreadable: mergeUnreadable(found.map(({ unreadable }) => unreadable)),
      };
    },
  };
}

/** What an import changes, as it writes it: one item per sector and import. */
export function createImportRecords(client: DynamoDBClient, tableName: string): ImportRecords {
  return createRowStore(client, tableName, {
    keyOf: importKey,
    toItem: importItem,
    fromItem: importsReader.decode,
  });
}

async function readSince(client: DynamoDBClient, tableName: string, sector: string, since: string) {
  const all = { rows: [] as ImportRecord[], unreadable: NOTHING_UNREADABLE };
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
  for await (const { rows, unreadable } of queryPages(client, query, importsReader)) {
    all.rows.push(...rows);
    all.unreadable = mergeUnreadable([all.unreadable, unreadable]);
  }
  return all;
}

function importKey({ sector, id }: ImportKey): Item {
  return { sector: { S: sector ?? EVERY_SECTOR }, assessmentKey: { S: `${PREFIX}${id}` } };
}

function importItem(record: ImportRecord): Item {
  return { ...importKey(record), record: { S: JSON.stringify(record) } };
}

/** How they are read. */
export const importsReader = recordReader({
  form: importRecordForm,
  attribute: "record",
  keyOf: importKey,
  another: "record of another import",
});
