import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Refusal, refusalForm } from "../../../shared/imports/refusal.ts";
import type { RefusalKey, RefusalRows, RefusalStore } from "../../ports/feeds.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { beginsWith } from "./conditions.ts";
import { mergePages, queryAll } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

// No sector can be called that: their names are kebab-case.
export const EVERY_SECTOR = "#every";
const REFUSAL_PREFIX = "refused#";

/** Reads records of refused rows. They are in the table of assessments, and kept for ever. */
export function createRefusalStore(client: DynamoDBClient, tableName: string): RefusalStore {
  return {
    async of(sector) {
      const found = await Promise.all(
        [sector, EVERY_SECTOR].map((partition) =>
          queryAll(
            client,
            { TableName: tableName, ...beginsWith(partition, REFUSAL_PREFIX) },
            refusalsReader,
          ),
        ),
      );
      return mergePages(found);
    },
  };
}

/** Writes records of refused rows: one item per sector and file. */
export function createRefusalRows(client: DynamoDBClient, tableName: string): RefusalRows {
  return createRowStore(client, tableName, {
    keyOf: refusalKey,
    toItem: refusalItem,
    fromItem: refusalsReader.decode,
  });
}

/** Where it is stored. The name of a file may be too long for a key, so its hash is used. */
export function refusalKey({ sector, kind, file }: RefusalKey): Item {
  return {
    sector: { S: sector ?? EVERY_SECTOR },
    assessmentKey: { S: `${REFUSAL_PREFIX}${kind}#${sha256(file)}` },
  };
}

function refusalItem(refusal: Refusal): Item {
  return { ...refusalKey(refusal), refusal: { S: JSON.stringify(refusal) } };
}

/** How they are read. */
export const refusalsReader = recordReader({
  form: refusalForm,
  attribute: "refusal",
  keyOf: refusalKey,
  another: "record of another file",
});
