import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Basis } from "../../../shared/imports/basis.ts";
import type { ProvenanceStore } from "../../ports/imports.ts";
import type { Item } from "./attributes.ts";
import { basisAttributes, basisKey, dailyKey, newestKey } from "./basis-item.ts";
import { createBasisReader } from "./basis-reader.ts";
import { putIf } from "./conditional-write.ts";
import { IS_NEW } from "./conditions.ts";
import { readConfirmations } from "./confirmation-store.ts";
import { expiryOf } from "./expiry.ts";
import { createImportStore } from "./import-store.ts";

// More days than any run looks back for a baseline. The newest one is also kept for ever, under its own key.
const KEEP_BASELINE_DAYS = 60;

/** The bases of assessments, in the same table. A basis expires when its assessment does, after `keepDays`. */
export function createProvenanceStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): ProvenanceStore {
  return {
    ...createImportStore(client, tableName),
    ...createBasisReader(client, tableName),
    confirmed: (sector) => readConfirmations(client, tableName, sector),
    save: (basis, isTrusted) => saveBasis(client, { tableName, keepDays }, basis, isTrusted),
  };
}

async function saveBasis(
  client: DynamoDBClient,
  { tableName, keepDays }: { tableName: string; keepDays: number | null },
  basis: Basis,
  isTrusted: boolean,
): Promise<void> {
  const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  const attributes = basisAttributes(basis);
  const readAt = new Date(basis.readAt);
  await put({ ...basisKey(basis), ...expiryOf(readAt, keepDays), ...attributes });
  if (!isTrusted) return;
  const daily = { ...dailyKey(basis), ...expiryOf(readAt, KEEP_BASELINE_DAYS), ...attributes };
  // It is refused when there is one of this day: the first of a day stays.
  await putIf(client, tableName, daily, IS_NEW);
  await put({ ...newestKey(basis.sector), ...attributes });
}
