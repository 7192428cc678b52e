import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Confirmation, confirmationForm } from "../../../shared/imports/record.ts";
import { mergeUnreadable } from "../../../shared/supply/unreadable.ts";
import type { ConfirmationKey, ConfirmationRows } from "../../ports/imports.ts";
import type { Page } from "../../ports/supply.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

const PREFIX = "confirmed#";
const IS_CONFIRMATION = "sector = :sector AND begins_with(assessmentKey, :prefix)";

/** The imports that somebody confirmed, as they are written: one item per sector and import. */
export function createConfirmationRows(client: DynamoDBClient, tableName: string): ConfirmationRows {
  return createRowStore(client, tableName, {
    keyOf: confirmationKey,
    toItem: (one: Confirmation) => ({ ...confirmationKey(one), confirmation: { S: JSON.stringify(one) } }),
    fromItem: confirmationsReader.decode,
  });
}

/** All that was confirmed in a sector. */
export async function readConfirmations(
  client: DynamoDBClient,
  tableName: string,
  sector: string,
): Promise<Page<Confirmation>> {
  const pages: Page<Confirmation>[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: IS_CONFIRMATION,
    ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: PREFIX } },
    ConsistentRead: true,
  };
  for await (const page of queryPages(client, query, confirmationsReader)) pages.push(page);
  return {
    rows: pages.flatMap(({ rows }) => rows),
    unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)),
  };
}

function confirmationKey({ sector, importId }: ConfirmationKey): Item {
  return { sector: { S: sector }, assessmentKey: { S: `${PREFIX}${importId}` } };
}

/** How they are read. */
export const confirmationsReader = recordReader({
  form: confirmationForm,
  attribute: "confirmation",
  keyOf: confirmationKey,
  another: "confirmation of another import",
});
