import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { movedMonthsForm } from "../../../shared/imports/moved-months.ts";
import { type Reassigned, reassignedForm } from "../../../shared/imports/reassigned.ts";
import { type ImportKey, type ImportRecord, importRecordForm } from "../../../shared/imports/record.ts";
import { writtenForm } from "../../../shared/imports/written.ts";
import { damaged, type ReadStored, readStored } from "../../../shared/values/stored.ts";
import type { ImportRecords, ImportStore } from "../../ports/imports.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
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

function importItem({ moved, reassigned, written, ...record }: ImportRecord): Item {
  const months = moved === undefined ? {} : { [MONTHS]: { S: JSON.stringify(moved) } };
  return {
    ...importKey(record),
    record: { S: JSON.stringify(record) },
    ...months,
    ...(written === undefined ? {} : { [WRITTEN]: { S: JSON.stringify(written) } }),
    ...reassignedAttribute(reassigned),
  };
}

// Attributes of their own, which an earlier version does not look at.
const MONTHS = "months";
const REASSIGNED = "reassigned";
const WRITTEN = "written";

// An item has at most 400 kB, and the rest of the record takes some of it.
const MOST_REASSIGNED_BYTES = 250_000;

function reassignedAttribute(reassigned: Reassigned[] | undefined): Item {
  if (reassigned === undefined) return {};
  const bytes = compress({ schemaVersion: reassignedForm.version, reassigned });
  return bytes.length > MOST_REASSIGNED_BYTES ? {} : { [REASSIGNED]: { B: bytes } };
}

const plainRecord = recordReader({
  form: importRecordForm,
  attribute: "record",
  keyOf: importKey,
  another: "record of another import",
});

function readImport(item: Item): ReadStored<ImportRecord> {
  const record = plainRecord.read(item);
  if (record.problem !== null) return record;
  const months = item[MONTHS] === undefined ? null : readRecord(movedMonthsForm, item, MONTHS);
  if (months !== null && months.problem !== null) return months;
  const written = item[WRITTEN] === undefined ? null : readRecord(writtenForm, item, WRITTEN);
  if (written !== null && written.problem !== null) return written;
  const bytes = item[REASSIGNED]?.B;
  const kept = bytes === undefined ? null : readReassigned(bytes);
  if (kept !== null && kept.problem !== null) return kept;
  const value = {
    ...record.value,
    ...(months === null ? {} : { moved: months.value }),
    ...(kept === null ? {} : { reassigned: kept.value.reassigned }),
    ...(written === null ? {} : { written: written.value }),
  };
  return { value, problem: null };
}

function readReassigned(bytes: Uint8Array): ReadStored<{ reassigned: Reassigned[] }> {
  const unpacked = decompress(bytes);
  if (unpacked.problem !== null) return damaged(unpacked.problem);
  const { value } = unpacked;
  const version =
    typeof value === "object" && value !== null && "schemaVersion" in value ? value.schemaVersion : undefined;
  return readStored(reassignedForm, version, value);
}

/** How they are read. */
export const importsReader: RecordReader<ImportRecord> = {
  ...plainRecord,
  read: readImport,
  decode: (item) => {
    const found = readImport(item);
    return found.problem === null ? found.value : null;
  },
  explain: (item) => readImport(item).problem ?? "it is not what this table holds",
};
