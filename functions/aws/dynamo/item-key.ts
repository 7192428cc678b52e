import { type TableName, tables } from "../../../shared/contract/tables.ts";
import type { Item } from "./attributes.ts";

/**
 * An item's table and key as one word that can be read and pasted into any shell: `positions/ai#03/P-1`. Other characters
 * than letters, digits and harmless signs are percent-encoded.
 */
export function itemKey(table: TableName, item: Item): string {
  return [table, ...keyNamesOf(table).map((name) => encoded(item[name]?.S ?? ""))].join("/");
}

/** The names of a table's key attributes. */
export function keyNamesOf(table: TableName): string[] {
  const { partitionKey, ...rest } = tables[table];
  return "sortKey" in rest ? [partitionKey, rest.sortKey] : [partitionKey];
}

function encoded(text: string): string {
  return text.toWellFormed().replaceAll(/[^\w.:#-]/gu, (character) =>
    // It leaves some signs that a shell reads as its own.
    encodeURIComponent(character).replaceAll(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  );
}
