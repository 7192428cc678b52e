import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { placeKinds, placesOf } from "../../../shared/supply/place.ts";
import { type Supplier, supplierSchema } from "../../../shared/supply/supplier.ts";
import { timeFields } from "../../../shared/supply/times.ts";
import type { SupplierKey, SupplierRows } from "../../ports/rows.ts";
import type { SupplierStore } from "../../ports/supply.ts";
import {
  explainRow,
  type Item,
  itemOf,
  number,
  readNumber,
  readPresentNumbers,
  readText,
  text,
} from "./attributes.ts";
import { type Decoder, scanPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";

/** Reads every supplier. */
export function createSupplierStore(client: DynamoDBClient, tableName: string): SupplierStore {
  return { pages: () => scanPages(client, { TableName: tableName }, SUPPLIERS) };
}

/** Writes suppliers, for imports. */
export function createSupplierRows(client: DynamoDBClient, tableName: string): SupplierRows {
  return {
    ...createRowStore(client, tableName, { keyOf: supplierKey, toItem: supplierItem, fromItem: toSupplier }),
    ...createSupplierStore(client, tableName),
  };
}

/** Where a supplier is stored. */
function supplierKey({ supplierId }: SupplierKey): Item {
  return { supplierId: { S: supplierId } };
}

/** The item of a supplier. */
function supplierItem(supplier: Supplier): Item {
  const { supplierId, name, country, parentId, parentStake, lists, inputs } = supplier;
  return itemOf({
    ...supplierKey({ supplierId }),
    name: text(name),
    country: text(country),
    parentId: text(parentId),
    parentStake: number(parentStake),
    lists: texts(lists),
    inputs: text(inputs),
    ...Object.fromEntries(Object.entries(placesOf(supplier)).map(([kind, names]) => [kind, texts(names)])),
    ...Object.fromEntries(timeFields.map((field) => [field, number(supplier[field] ?? null)])),
  });
}

function texts(names: readonly string[]): AttributeValue {
  return { L: names.map((name) => ({ S: name })) };
}

/** The supplier of an item, or `null` when it is not one. */
function toSupplier(item: Item): Supplier | null {
  const supplier = supplierSchema.safeParse(supplierFields(item));
  return supplier.success ? supplier.data : null;
}

function supplierFields(item: Item): Record<string, unknown> {
  const fields = ["supplierId", "name", "country", "parentId", "inputs"].map((name) => [
    name,
    readText(item, name),
  ]);
  return {
    ...Object.fromEntries(fields),
    parentStake: readNumber(item, "parentStake"),
    lists: namesIn(item.lists),
    ...Object.fromEntries(
      placeKinds.flatMap((kind) => (item[kind] === undefined ? [] : [[kind, namesIn(item[kind])]])),
    ),
    ...readPresentNumbers(item, timeFields),
  };
}

function namesIn(attribute: AttributeValue | undefined): (string | undefined)[] | undefined {
  return attribute?.L?.map(({ S }) => S);
}

/** How suppliers are read. */
export const SUPPLIERS: Decoder<Supplier> = {
  table: "suppliers",
  decode: toSupplier,
  explain: (item) => explainRow(supplierSchema, item, supplierFields(item)),
};
