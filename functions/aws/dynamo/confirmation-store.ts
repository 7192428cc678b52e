import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Confirmation, confirmationForm } from "../../../shared/imports/record.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { ConfirmationKey, ConfirmationRows } from "../../ports/imports.ts";
import type { Page } from "../../ports/supply.ts";
import type { Item } from "./attributes.ts";
import { beginsWith } from "./conditions.ts";
import { queryAll } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

const CONFIRMATION_PREFIX = "confirmed#";

/** Writes confirmations of imports: one item per sector and import. */
export function createConfirmationRows(client: DynamoDBClient, tableName: string): ConfirmationRows {
  return createRowStore(client, tableName, {
    keyOf: confirmationKey,
    toItem: (one: Confirmation) => ({ ...confirmationKey(one), confirmation: { S: JSON.stringify(one) } }),
    fromItem: confirmationsReader.decode,
  });
}

/** All confirmations of a sector. */
export function readConfirmations(
  client: DynamoDBClient,
  tableName: string,
  sector: SectorId,
): Promise<Page<Confirmation>> {
  const query = { TableName: tableName, ...beginsWith(sector, CONFIRMATION_PREFIX) };
  return queryAll(client, query, confirmationsReader);
}

function confirmationKey({ sector, importId }: ConfirmationKey): Item {
  return { sector: { S: sector }, assessmentKey: { S: `${CONFIRMATION_PREFIX}${importId}` } };
}

/** How they are read. */
export const confirmationsReader = recordReader({
  form: confirmationForm,
  attribute: "confirmation",
  keyOf: confirmationKey,
  another: "confirmation of another import",
});
