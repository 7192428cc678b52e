import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Holding, type HoldingKey, holdingSchema } from "../../../shared/supply/holding.ts";
import { problemOfVersion, type StoredForm } from "../../../shared/values/stored.ts";
import type { HoldingRows } from "../../ports/rows.ts";
import type { HoldingStore } from "../../ports/supply.ts";
import { explainRow, type Item, itemOf, number, readNumber, readText, text } from "./attributes.ts";
import { type Decoder, scanPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";
import { versionAttribute, versionOf } from "./stored-item.ts";

const FORM: StoredForm<Holding> = { version: 1, schema: holdingSchema };

/** Reads every holding. */
export function createHoldingStore(client: DynamoDBClient, tableName: string): HoldingStore {
  return { pages: () => scanPages(client, { TableName: tableName }, HOLDINGS) };
}

/** Writes holdings, for imports. */
export function createHoldingRows(client: DynamoDBClient, tableName: string): HoldingRows {
  return {
    ...createRowStore(client, tableName, { keyOf: holdingItemKey, toItem: holdingItem, fromItem: toHolding }),
    ...createHoldingStore(client, tableName),
  };
}

/** Where a holding is stored: under the supplier that is held. */
function holdingItemKey({ supplierId, holderId, kind, from }: HoldingKey): Item {
  // An id may hold any sign, so it stands last.
  return { supplierId: { S: supplierId }, kindFromHolder: { S: `${kind}#${from ?? ""}#${holderId ?? ""}` } };
}

/** The item of a holding. */
function holdingItem(holding: Holding): Item {
  const { holderId, minShare, maxShare, kind, from, to, source } = holding;
  return itemOf({
    ...holdingItemKey(holding),
    ...versionAttribute(FORM),
    holderId: text(holderId),
    minShare: number(minShare),
    maxShare: number(maxShare),
    kind: text(kind),
    from: text(from),
    to: text(to),
    source: text(source),
  });
}

/** The holding of an item, or `null` when it is not one, or a newer version wrote it. */
function toHolding(item: Item): Holding | null {
  if (problemOfVersion(FORM, versionOf(item)) !== null) return null;
  const holding = holdingSchema.safeParse(holdingFields(item));
  return holding.success ? holding.data : null;
}

function holdingFields(item: Item): Record<string, unknown> {
  const names = ["supplierId", "holderId", "kind", "from", "to", "source"];
  const texts = Object.fromEntries(names.map((name) => [name, readText(item, name)]));
  return { ...texts, minShare: readNumber(item, "minShare"), maxShare: readNumber(item, "maxShare") };
}

/** Why an item is no holding, and whether a later version can read it. */
export function explainHolding(item: Item): { problem: string; isNewer: boolean } {
  const problem = problemOfVersion(FORM, versionOf(item));
  return problem ?? { problem: explainRow(holdingSchema, item, holdingFields(item)), isNewer: false };
}

/** How holdings are read. */
export const HOLDINGS: Decoder<Holding> = {
  table: "holdings",
  decode: toHolding,
  explain: (item) => explainHolding(item).problem,
};
