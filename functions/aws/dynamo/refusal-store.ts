import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Refusal, refusalForm } from "../../../shared/supply/refusal.ts";
import { mergeUnreadable } from "../../../shared/supply/unreadable.ts";
import type { RefusalKey, RefusalRows, RefusalStore } from "../../ports/feeds.ts";
import type { Page } from "../../ports/supply.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

// No sector can be called that: their names are kebab-case.
export const EVERY_SECTOR = "#every";
const PREFIX = "refused#";
const IS_REFUSAL = "sector = :sector AND begins_with(assessmentKey, :prefix)";

/** Reads what was refused. It stands beside the assessments, and is kept for good. */
export function createRefusalStore(client: DynamoDBClient, tableName: string): RefusalStore {
  return {
    async of(sector) {
      const found = await Promise.all(
        [sector, EVERY_SECTOR].map((partition) => readPartition(client, tableName, partition)),
      );
      return merged(found);
    },
  };
}

/** What was refused, as an import writes it: one item per sector and file. */
export function createRefusalRows(client: DynamoDBClient, tableName: string): RefusalRows {
  return createRowStore(client, tableName, {
    keyOf: refusalKey,
    toItem: refusalItem,
    fromItem: refusalsReader.decode,
  });
}

async function readPartition(
  client: DynamoDBClient,
  tableName: string,
  sector: string,
): Promise<Page<Refusal>> {
  const pages: Page<Refusal>[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: IS_REFUSAL,
    ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: PREFIX } },
    ConsistentRead: true,
  };
  for await (const page of queryPages(client, query, refusalsReader)) pages.push(page);
  return merged(pages);
}

function merged(pages: Page<Refusal>[]): Page<Refusal> {
  const rows = pages.flatMap((page) => page.rows);
  return { rows, unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)) };
}

/** Where it is stored. The name of a file may be longer than a key. */
export function refusalKey({ sector, kind, file }: RefusalKey): Item {
  return {
    sector: { S: sector ?? EVERY_SECTOR },
    assessmentKey: { S: `${PREFIX}${kind}#${sha256(file)}` },
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
