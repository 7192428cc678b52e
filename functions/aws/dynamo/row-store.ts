import type { DynamoDBClient, WriteRequest } from "@aws-sdk/client-dynamodb";
import type { ImportedRows } from "../../ports/rows.ts";
import { type Limit, limitTo } from "../../runtime/at-most.ts";
import { broughtIn, type Item, importOf } from "./attributes.ts";
import { batchesOf, ITEMS_PER_WRITE, KEYS_PER_READ, readBatch, writeBatch } from "./batches.ts";

/** How rows of one kind are stored in their table. */
export interface RowCodec<Row extends Key, Key> {
  keyOf(key: Key): Item;
  toItem(row: Row): Item;
  /** `null` when the item is not a row. */
  fromItem(item: Item): Row | null;
}

// More at once would only make DynamoDB refuse some of them, and one process cannot fill more.
const BATCHES_AT_ONCE = 8;

/** Reads and writes rows of a table, many at once: at most eight requests of a store are under way. */
export function createRowStore<Row extends Key, Key>(
  client: DynamoDBClient,
  tableName: string,
  codec: RowCodec<Row, Key>,
): ImportedRows<Row, Key> {
  const limit = limitTo(BATCHES_AT_ONCE);
  const read = (keys: Item[]) =>
    allOf(keys, KEYS_PER_READ, limit, (some) => readBatch(client, tableName, some));
  // What is sent is made when it is sent: items take several times the memory of their rows.
  const write = <Thing>(things: Thing[], toRequest: (thing: Thing) => WriteRequest) =>
    allOf(things, ITEMS_PER_WRITE, limit, (some) => writeBatch(client, tableName, some.map(toRequest)));
  return {
    find: (keys) => lookUp(codec, keys, read, (row) => row),
    broughtBy: (keys) => lookUp(codec, keys, read, (_, item) => importOf(item)),
    async put(rows, importId) {
      await write(rows, (row) => ({ PutRequest: { Item: broughtIn(codec.toItem(row), importId) } }));
    },
    async remove(keys) {
      await write(keys, (key) => ({ DeleteRequest: { Key: codec.keyOf(key) } }));
    },
  };
}

/** For each key, what `wantedOf` returns for its row; `null` when there is no row. */
async function lookUp<Row extends Key, Key, Wanted>(
  { keyOf, fromItem }: RowCodec<Row, Key>,
  keys: Key[],
  read: (keys: Item[]) => Promise<Item[][]>,
  wantedOf: (row: Row, item: Item) => Wanted,
): Promise<(Wanted | null)[]> {
  const asked = keys.map(keyOf);
  const found = new Map<string, Wanted>();
  for (const item of (await read(asked)).flat()) {
    const row = fromItem(item);
    if (row !== null) found.set(keyText(keyOf(row)), wantedOf(row, item));
  }
  if (found.size === 0) return keys.map(() => null);
  return asked.map((key) => found.get(keyText(key)) ?? null);
}

/** Does some work for each batch. After a failure no more is begun. @throws the first error, when all that was begun has ended. */
async function allOf<Thing, Result>(
  things: Thing[],
  size: number,
  limit: Limit,
  work: (batch: Thing[]) => Promise<Result>,
): Promise<Result[]> {
  const failures: unknown[] = [];
  const tryOne = async (batch: Thing[]) => {
    if (failures.length > 0) return [];
    try {
      return [await work(batch)];
    } catch (error) {
      failures.push(error);
      return [];
    }
  };
  const done = await Promise.all(batchesOf(things, size).map((batch) => limit(() => tryOne(batch))));
  if (failures.length > 0) throw failures[0];
  return done.flat();
}

function keyText(key: Item): string {
  return JSON.stringify(Object.entries(key).sort());
}
