import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type StrayFile, strayFileForm } from "../../../shared/imports/stray-file.ts";
import type { StrayKey, StrayRows, StrayStore } from "../../ports/feeds.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { beginsWith } from "./conditions.ts";
import { queryAll } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { EVERY_SECTOR } from "./refusal-store.ts";
import { createRowStore } from "./row-store.ts";

const STRAY_PREFIX = "stray#";

/** Reads which objects of the bucket have a key that does not say how to import them. */
export function createStrayStore(client: DynamoDBClient, tableName: string): StrayStore {
  return {
    all: () =>
      queryAll(client, { TableName: tableName, ...beginsWith(EVERY_SECTOR, STRAY_PREFIX) }, strayFilesReader),
  };
}

/** Writes stray files: one item per object. */
export function createStrayRows(client: DynamoDBClient, tableName: string): StrayRows {
  return createRowStore(client, tableName, {
    keyOf: strayKey,
    toItem: (stray: StrayFile) => ({ ...strayKey(stray), stray: { S: JSON.stringify(stray) } }),
    fromItem: strayFilesReader.decode,
  });
}

/** Where it is stored. The key of an object may be too long for the key of an item, so its hash is used. */
function strayKey({ bucket, key }: StrayKey): Item {
  return {
    sector: { S: EVERY_SECTOR },
    assessmentKey: { S: `${STRAY_PREFIX}${sha256(JSON.stringify([bucket, key]))}` },
  };
}

/** How they are read. */
export const strayFilesReader = recordReader({
  form: strayFileForm,
  attribute: "stray",
  keyOf: strayKey,
  another: "record of another file",
});
