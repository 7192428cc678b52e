import { setTimeout as wait } from "node:timers/promises";
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { ImportedRows } from "../../ports/rows.ts";
import { broughtIn, type Item, importOf } from "./attributes.ts";

/** How rows of one kind are stored in their table. */
export interface RowCodec<Row extends Key, Key> {
  keyOf(key: Key): Item;
  toItem(row: Row): Item;
  /** `null` when the item is not a row. */
  fromItem(item: Item): Row | null;
}

// The most that DynamoDB takes in one request.
const KEYS_PER_READ = 100;
const ITEMS_PER_WRITE = 25;
const MOST_ATTEMPTS = 10;

/** Reads and writes rows of a table, many at once. */
export function createRowStore<Row extends Key, Key>(
  client: DynamoDBClient,
  tableName: string,
  codec: RowCodec<Row, Key>,
): ImportedRows<Row, Key> {
  return {
    find: (keys) => lookUp(client, tableName, codec, keys, (row) => row),
    broughtBy: (keys) => lookUp(client, tableName, codec, keys, (_, item) => importOf(item)),
    async put(rows, importId) {
      const requests = rows.map((row) => ({ PutRequest: { Item: broughtIn(codec.toItem(row), importId) } }));
      await writeAll(client, tableName, requests);
    },
    async remove(keys) {
      const requests = keys.map((key) => ({ DeleteRequest: { Key: codec.keyOf(key) } }));
      await writeAll(client, tableName, requests);
    },
  };
}

/** For each key, what `wantedOf` returns for its row; `null` when there is no row. */
async function lookUp<Row extends Key, Key, Wanted>(
  client: DynamoDBClient,
  tableName: string,
  { keyOf, fromItem }: RowCodec<Row, Key>,
  keys: Key[],
  wantedOf: (row: Row, item: Item) => Wanted,
): Promise<(Wanted | null)[]> {
  const found = new Map<string, Wanted>();
  for (const chunk of batchesOf(keys.map(keyOf), KEYS_PER_READ)) {
    for (const item of await readBatch(client, tableName, chunk)) {
      const row = fromItem(item);
      if (row !== null) found.set(keyText(keyOf(row)), wantedOf(row, item));
    }
  }
  return keys.map((key) => found.get(keyText(keyOf(key))) ?? null);
}

async function readBatch(client: DynamoDBClient, tableName: string, keys: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let asked: Item[] | undefined = keys;
  for (let attempt = 0; asked !== undefined && asked.length > 0; attempt += 1) {
    await backOff(attempt, `read ${asked.length} rows of ${tableName}`);
    const request = { [tableName]: { Keys: asked, ConsistentRead: true } };
    const answer: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: request }),
    );
    items.push(...(answer.Responses?.[tableName] ?? []));
    asked = answer.UnprocessedKeys?.[tableName]?.Keys;
  }
  return items;
}

async function writeAll(client: DynamoDBClient, tableName: string, requests: WriteRequest[]): Promise<void> {
  for (const chunk of batchesOf(requests, ITEMS_PER_WRITE)) {
    let asked: WriteRequest[] | undefined = chunk;
    for (let attempt = 0; asked !== undefined && asked.length > 0; attempt += 1) {
      await backOff(attempt, `write ${asked.length} rows of ${tableName}`);
      const answer: BatchWriteItemCommandOutput = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: asked } }),
      );
      asked = answer.UnprocessedItems?.[tableName];
    }
  }
}

/** Waits before the next attempt, when DynamoDB did not do everything: 50 ms, 100 ms, … up to 5 s. */
async function backOff(attempt: number, what: string): Promise<void> {
  if (attempt === 0) return;
  if (attempt === MOST_ATTEMPTS) throw new Error(`DynamoDB did not ${what} in ${MOST_ATTEMPTS} attempts`);
  await wait(Math.min(5000, 25 * 2 ** attempt));
}

function batchesOf<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function keyText(key: Item): string {
  return JSON.stringify(Object.entries(key).sort());
}
