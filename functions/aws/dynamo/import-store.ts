import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { movedMonthsForm } from "../../../shared/imports/moved-months.ts";
import { type ImportKey, type ImportRecord, importRecordForm } from "../../../shared/imports/record.ts";
import type { ReadStored } from "../../../shared/values/stored.ts";
import type { ImportRecords, ImportStore } from "../../ports/imports.ts";
import type { Item } from "./attributes.ts";
import { isBetween } from "./conditions.ts";
import { mergePages, queryAll } from "./pages.ts";
import { type RecordReader, recordReader } from "./record-reader.ts";
import { EVERY_SECTOR } from "./refusal-store.ts";
import { createRowStore } from "./row-store.ts";
import { readRecord } from "./stored-item.ts";

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

function importItem({ moved, ...record }: ImportRecord): Item {
  const months = moved === undefined ? {} : { [MONTHS]: { S: JSON.stringify(moved) } };
  return { ...importKey(record), record: { S: JSON.stringify(record) }, ...months };
}

// An attribute of its own, which an earlier version does not look at.
const MONTHS = "months";

const withoutMonths = recordReader({
  form: importRecordForm,
  attribute: "record",
  keyOf: importKey,
  another: "record of another import",
});

function readImport(item: Item): ReadStored<ImportRecord> {
  const record = withoutMonths.read(item);
  if (record.problem !== null || item[MONTHS] === undefined) return record;
  const months = readRecord(movedMonthsForm, item, MONTHS);
  if (months.problem !== null) return months;
  return { value: { ...record.value, moved: months.value }, problem: null };
}

/** How they are read. */
export const importsReader: RecordReader<ImportRecord> = {
  ...withoutMonths,
  read: readImport,
  decode: (item) => {
    const found = readImport(item);
    return found.problem === null ? found.value : null;
  },
  explain: (item) => readImport(item).problem ?? "it is not what this table holds",
};
