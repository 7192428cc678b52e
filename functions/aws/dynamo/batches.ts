import { setTimeout as wait } from "node:timers/promises";
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./attributes.ts";

// The most that DynamoDB takes in one request.
export const KEYS_PER_READ = 100;
export const ITEMS_PER_WRITE = 25;
const MOST_ATTEMPTS = 10;

/** Cuts a list into batches; the last one may be smaller. */
export function batchesOf<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** Reads the items with at most `KEYS_PER_READ` keys. @throws Error when DynamoDB does not give them in ten attempts. */
export async function readBatch(client: DynamoDBClient, tableName: string, keys: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  await untilDone(keys, `read ROWS rows of ${tableName}`, async (asked) => {
    const request = { [tableName]: { Keys: asked, ConsistentRead: true } };
    const answer: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: request }),
    );
    items.push(...(answer.Responses?.[tableName] ?? []));
    return answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  });
  return items;
}

/** Writes at most `ITEMS_PER_WRITE` items. @throws Error when DynamoDB does not take them in ten attempts. */
export async function writeBatch(
  client: DynamoDBClient,
  tableName: string,
  requests: WriteRequest[],
): Promise<void> {
  await untilDone(requests, `write ROWS rows of ${tableName}`, async (asked) => {
    const answer: BatchWriteItemCommandOutput = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: asked } }),
    );
    return answer.UnprocessedItems?.[tableName] ?? [];
  });
}

/** Asks again for what DynamoDB did not do. */
async function untilDone<Thing>(
  all: Thing[],
  what: string,
  attempt: (asked: Thing[]) => Promise<Thing[]>,
): Promise<void> {
  let left = all;
  for (let attempts = 1; left.length > 0; attempts += 1) {
    left = await attempt(left);
    if (left.length === 0) return;
    if (attempts === MOST_ATTEMPTS)
      throw new Error(
        `DynamoDB did not ${what.replace("ROWS", String(left.length))} in ${MOST_ATTEMPTS} attempts`,
      );
    await wait(pauseMs(attempts, Math.random()));
  }
}

const LONGEST_PAUSE_MS = 5000;

/** How long to wait after an attempt: 50 ms, 100 ms, … up to 5 s, or up to half of it less, so that many do not return at once. */
function pauseMs(attempts: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, 25 * 2 ** attempts) * (1 - random / 2);
}
