import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { POSITION_SHARDS, type TableName } from "../../../shared/contract/tables.ts";
import type { UnreadableItem } from "../../../shared/supply/unreadable.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { Item } from "./attributes.ts";
import { type ConditionalWrite, deleteIf } from "./conditional-write.ts";
import { beginsWith, holds } from "./conditions.ts";
import { inspectorOf } from "./inspect-item.ts";
import { itemKey, keyNamesOf } from "./item-key.ts";
import { queryItems, scanItems } from "./pager.ts";
import { shardKeys } from "./position-item.ts";
import { EVERY_SECTOR } from "./refusal-store.ts";
import { WATCH_KEY } from "./watch-store.ts";

/** A stored item that cannot be read. */
export interface FoundUnreadable extends UnreadableItem {
  table: TableName;
  /** Whether a later version of Chokepoint wrote it, which can read it. */
  isNewer: boolean;
  /** What is lost with it, in a few words. */
  removing: string;
}

/** Finds and removes stored items that cannot be read. */
export interface UnreadableItems {
  /** Looks at the items of a sector, and at those that concern every sector; with `null`, at all items. */
  find(sector: SectorId | null): Promise<FoundUnreadable[]>;
  /** Removes an item that `find` has found, unless it has changed since. */
  remove(found: FoundUnreadable): Promise<"removed" | "changed">;
}

/** Looks through the tables for what cannot be read. */
export function createUnreadableItems(
  client: DynamoDBClient,
  tableNames: Partial<Record<TableName, string>>,
  shards = POSITION_SHARDS,
): UnreadableItems {
  // Each item as it was read: it is removed only if it is still the same.
  const seen = new Map<string, Item>();
  return {
    async find(sector) {
      const found: FoundUnreadable[] = [];
      for (const table of TABLES) {
        const tableName = tableNames[table];
        // A stack of an earlier version has no table of holdings.
        if (tableName === undefined) continue;
        for await (const { item, ...one } of unreadableInTable(
          client,
          tableName,
          table,
          partitionsOf(table, sector, shards),
        )) {
          seen.set(one.key, item);
          found.push(one);
        }
      }
      return found;
    },
    async remove({ table, key }) {
      const item = seen.get(key);
      const tableName = tableNames[table];
      if (item === undefined || tableName === undefined)
        throw new Error(`${key} was not found before it was to be removed`);
      const parts = table === "assessments" ? await itemPartsOf(client, tableName, item) : [];
      const removed = await removeAsSeen(client, tableName, table, item);
      if (removed === "refused") return "changed";
      for (const part of parts) await removeAsSeen(client, tableName, table, part);
      return "removed";
    },
  };
}

const TABLES = [
  "positions",
  "suppliers",
  "links",
  "holdings",
  "ledgers",
  "assessments",
] as const satisfies TableName[];

/** The items of a table that cannot be read. */
async function* unreadableInTable(
  client: DynamoDBClient,
  tableName: string,
  table: TableName,
  partitions: string[] | null,
): AsyncGenerator<FoundUnreadable & { item: Item }> {
  const inspect = inspectorOf(client, tableName, table);
  for await (const item of itemsOf(client, tableName, table, partitions)) {
    const problem = await inspect(item);
    if (problem !== null) yield { item, table, key: itemKey(table, item), ...problem };
  }
}

/** The items of some partitions of a table; all items with `null`. */
async function* itemsOf(
  client: DynamoDBClient,
  tableName: string,
  table: TableName,
  partitions: string[] | null,
): AsyncGenerator<Item> {
  if (partitions === null) {
    yield* scanItems(client, { TableName: tableName });
    return;
  }
  const [partitionKey = ""] = keyNamesOf(table);
  for (const partition of partitions) {
    yield* queryItems(client, {
      TableName: tableName,
      KeyConditionExpression: "#partition = :partition",
      ExpressionAttributeNames: { "#partition": partitionKey },
      ExpressionAttributeValues: { ":partition": { S: partition } },
    });
  }
}

/** The partitions that the assessment of a sector uses; `null` for every sector, and for a table that all sectors share. */
function partitionsOf(table: TableName, sector: SectorId | null, shards: number): string[] | null {
  if (sector === null) return null;
  switch (table) {
    case "positions":
      return shardKeys(sector, shards);
    case "suppliers":
    case "links":
    case "holdings":
      return null;
    case "ledgers":
      return [sector, WATCH_KEY.sector.S];
    case "assessments":
      return [sector, EVERY_SECTOR];
  }
}

/** When the item is the head of an assessment: the parts of that assessment. Otherwise none. */
async function itemPartsOf(client: DynamoDBClient, tableName: string, { sector, assessmentKey }: Item) {
  const [, id] = /^\d{4}-\d\d-\d\d#(.+)$/s.exec(assessmentKey?.S ?? "") ?? [];
  if (id === undefined || sector?.S === undefined) return [];
  const parts: Item[] = [];
  const query = { TableName: tableName, ...beginsWith(sector.S, `part#${id}#`) };
  for await (const part of queryItems(client, query)) parts.push(part);
  return parts;
}

/** Removes an item if every attribute of it is still what was read. */
function removeAsSeen(
  client: DynamoDBClient,
  tableName: string,
  table: TableName,
  item: Item,
): Promise<ConditionalWrite> {
  const keys = keyNamesOf(table).flatMap((name) => (item[name] ? [[name, item[name]]] : []));
  return deleteIf(client, tableName, Object.fromEntries(keys), holds(item));
}
