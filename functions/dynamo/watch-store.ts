import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { readAs } from "../../shared/problem.ts";
import { emptyWatch, watchSchema } from "../../shared/watch.ts";
import type { WatchStore } from "../ports.ts";

// No sector can be called that: their names are kebab-case.
const KEY = { sector: { S: "#watchdog" } };
const IS_FREE = "attribute_not_exists(sector) OR version = :expected";

/** Keeps what the watchdog remembers beside the ledgers. */
export function createWatchStore(client: DynamoDBClient, tableName: string): WatchStore {
  return {
    async load() {
      const input = { TableName: tableName, Key: KEY, ConsistentRead: true };
      const { Item } = await client.send(new GetItemCommand(input));
      if (Item === undefined) return emptyWatch;
      const watch = readAs(watchSchema, parsed(Item.watch?.S ?? "null"));
      if (watch.problem === null) return watch.value;
      throw new Error(`what is stored cannot be read: ${watch.problem}`);
    },
    async save(watch, expectedVersion) {
      const Item = { ...KEY, version: { N: String(watch.version) }, watch: { S: JSON.stringify(watch) } };
      const values = { ":expected": { N: String(expectedVersion) } };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item,
            ConditionExpression: IS_FREE,
            ExpressionAttributeValues: values,
          }),
        );
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return "conflict";
        throw error;
      }
      return "saved";
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("what is stored cannot be read: it is not JSON", { cause });
  }
}
