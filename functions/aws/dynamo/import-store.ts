import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type ImportKey, type ImportRecord, importRecordForm } from "../../../shared/imports/record.ts";
import type { ImportRecords, ImportStore } from "../../ports/imports.ts";
import type { Item } from "./attributes.ts";
import { isBetween } from "./conditions.ts";
import { mergePages, queryAll } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { EVERY_SECTOR } from "./refusal-store.ts";
import { createRowStore } from "./row-store.ts";

const IMPORT_PREFIX = "import#";

/** Reads the records of imports. They are in the table of assessments, and kept for ever. */
export function createImportStore(client: DynamoDBClient, tableName: string): ImportStore {
  return {
    async of(sector, since = "") {
      const found = await Promise.all(
        [sector, EVERY_SECTOR].map((partition) => {
          const asked = isBetween(partition, `${IMPORT_PREFIX}${since}`, `${IMPORT_PREFIX}~`);
          return queryAll(client, { TableName: tableName, ...asked }, importsReader);
        }),
      );
      return mergePages(found);
    },
  };
}

/** Writes the records of imports: one item per sector and import. */
export function createImportRecords(client: DynamoDBClient, tableName: string): ImportRecords {
  return createRowStore(client, tableName, {
    keyOf: importKey,
    toItem: importItem,
    fromItem: importsReader.decode,
  });
}

function importKey({ sector, id }: ImportKey): Item {
  return { sector: { S: sector ?? EVERY_SECTOR }, assessmentKey: { S: `${IMPORT_PREFIX}${id}` } };
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
