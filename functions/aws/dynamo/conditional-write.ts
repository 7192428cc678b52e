import { randomUUID } from "node:crypto";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./attributes.ts";
import type { WriteCondition } from "./conditions.ts";

/** What became of a write with a condition. `"refused"`: the condition did not hold, and nothing was written. */
export type ConditionalWrite = "written" | "refused";

/** Puts an item if the stored item with its key meets the condition. */
export function putIf(
  client: DynamoDBClient,
  tableName: string,
  item: Item,
  condition: WriteCondition,
): Promise<ConditionalWrite> {
  const put = new PutItemCommand({ TableName: tableName, Item: item, ...condition });
  return refusedOr(client.send(put));
}

/** Deletes the item with a key if it meets the condition. */
export function deleteIf(
  client: DynamoDBClient,
  tableName: string,
  key: Item,
  condition: WriteCondition,
): Promise<ConditionalWrite> {
  const remove = new DeleteItemCommand({ TableName: tableName, Key: key, ...condition });
  return refusedOr(client.send(remove));
}

/** Updates an item if it meets the condition in `update`. */
export function updateIf(client: DynamoDBClient, update: UpdateItemCommandInput): Promise<ConditionalWrite> {
  return refusedOr(client.send(new UpdateItemCommand(update)));
}

async function refusedOr(write: Promise<unknown>): Promise<ConditionalWrite> {
  try {
    await write;
    return "written";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "refused";
    throw error;
  }
}

/** The current item with a key; `undefined` when there is none. */
export async function getItem(
  client: DynamoDBClient,
  tableName: string,
  key: Item,
): Promise<Item | undefined> {
  const get = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
  return (await client.send(get)).Item;
}

/**
 * Does a write that has an id. `write` must store that id in the attribute `writeId`. When an answer is lost, the SDK sends
 * the same write again, and it is refused because the first one is stored already. The id shows that it is our own, so this
 * counts as written.
 */
export async function writeWithId(
  client: DynamoDBClient,
  tableName: string,
  key: Item,
  write: (writeId: string) => Promise<ConditionalWrite>,
): Promise<ConditionalWrite> {
  const writeId = randomUUID();
  if ((await write(writeId)) === "written") return "written";
  const stored = await getItem(client, tableName, key);
  return stored?.writeId?.S === writeId ? "written" : "refused";
}
