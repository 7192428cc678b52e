import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Confirmation, confirmationForm } from "../../shared/import-record.ts";
import { damaged, type ReadStored } from "../../shared/stored.ts";
import { mergeUnreadable } from "../../shared/unreadable.ts";
import type { ConfirmationKey, ConfirmationRows, Page } from "../ports.ts";
import type { Item } from "./attributes.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";
import { readRecord } from "./stored-item.ts";

const PREFIX = "confirmed#";
const IS_CONFIRMATION = "sector = :sector AND begins_with(assessmentKey, :prefix)";

/** The imports that somebody confirmed, as they are written: one item per sector and import. */
export function createConfirmationRows(client: DynamoDBClient, tableName: string): ConfirmationRows {
  return createRowStore(client, tableName, {
    keyOf: confirmationKey,
    toItem: (one: Confirmation) => ({ ...confirmationKey(one), confirmation: { S: JSON.stringify(one) } }),
    fromItem: toConfirmation,
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
  for await (const page of queryPages(client, query, CONFIRMATIONS)) pages.push(page);
  return {
    rows: pages.flatMap(({ rows }) => rows),
    unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)),
  };
}

function confirmationKey({ sector, importId }: ConfirmationKey): Item {
  return { sector: { S: sector }, assessmentKey: { S: `${PREFIX}${importId}` } };
}

function toConfirmation(item: Item): Confirmation | null {
  const read = readConfirmation(item);
  return read.problem === null ? read.value : null;
}

/** The confirmation that an item holds. */
export function readConfirmation(item: Item): ReadStored<Confirmation> {
  const read = readRecord(confirmationForm, item, "confirmation");
  if (read.problem !== null) return read;
  const key = confirmationKey(read.value);
  const isItsOwn = item.sector?.S === key.sector?.S && item.assessmentKey?.S === key.assessmentKey?.S;
  return isItsOwn ? read : damaged("it holds the confirmation of another import");
}

const CONFIRMATIONS: Decoder<Confirmation> = {
  table: "assessments",
  decode: toConfirmation,
  explain: (item) => readConfirmation(item).problem ?? "it is not what this table holds",
};
