import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type StrayFile, strayFileForm } from "../../../shared/imports/stray-file.ts";
import { mergeUnreadable } from "../../../shared/supply/unreadable.ts";
import type { StrayKey, StrayRows, StrayStore } from "../../ports/feeds.ts";
import type { Page } from "../../ports/supply.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { EVERY_SECTOR } from "./refusal-store.ts";
import { createRowStore } from "./row-store.ts";

/** What the keys of their records begin with. */
export const STRAY_PREFIX = "stray#";
const IS_STRAY = "sector = :sector AND begins_with(assessmentKey, :prefix)";

/** Reads which files stand in the bucket under a key that does not say how to import them. */
export function createStrayStore(client: DynamoDBClient, tableName: string): StrayStore {
  return {
    async all() {
      const pages: Page<StrayFile>[] = [];
      const query = {
        TableName: tableName,
        KeyConditionExpression: IS_STRAY,
        ExpressionAttributeValues: { ":sector": { S: EVERY_SECTOR }, ":prefix": { S: STRAY_PREFIX } },
        ConsistentRead: true,
      };
      for await (const page of queryPages(client, query, strayFilesReader)) pages.push(page);
      return {
        rows: pages.flatMap(({ rows }) => rows),
        unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)),
      };
    },
  };
}

/** Stray files, as an import writes them: one item for each object. */
export function createStrayRows(client: DynamoDBClient, tableName: string): StrayRows {
  return createRowStore(client, tableName, {
    keyOf: strayKey,
    toItem: (stray: StrayFile) => ({ ...strayKey(stray), stray: { S: JSON.stringify(stray) } }),
    fromItem: strayFilesReader.decode,
  });
}

/** Where it is stored. The key of an object may be longer than one of an item. */
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
