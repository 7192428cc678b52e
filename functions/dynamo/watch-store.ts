import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { firstProblem } from "../../shared/problem.ts";
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
      const watch = watchSchema.safeParse(JSON.parse(Item.watch?.S ?? "null"));
      if (watch.success) return watch.data;
      throw new Error(`what is stored cannot be read: ${firstProblem(watch.error)}`);
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
