import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { damaged, type ReadStored } from "../../../shared/values/stored.ts";
import { emptyWatch, type Watch, watchForm } from "../../../shared/watchdog/watch.ts";
import type { WatchStore } from "../../ports/decisions.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { itemKey } from "./item-key.ts";
import { readJson, versionAttribute } from "./stored-item.ts";

// No sector can be called that: their names are kebab-case.
/** Where it is stored. */
export const WATCH_KEY = { sector: { S: "#watchdog" } };
const IS_FREE = "attribute_not_exists(sector) OR version = :expected";

/** Keeps what the watchdog remembers beside the ledgers. */
export function createWatchStore(client: DynamoDBClient, tableName: string): WatchStore {
  return {
    async load() {
      const input = { TableName: tableName, Key: WATCH_KEY, ConsistentRead: true };
      const { Item } = await client.send(new GetItemCommand(input));
      if (Item === undefined) return emptyWatch;
      const watch = readWatch(Item);
      if (watch.problem === null) return watch.value;
      const wayOn = watch.isNewer
        ? "deploy that version again, or remove the item"
        : "remove the item, and the next look tells all that is wrong once more";
      const item = { key: itemKey("ledgers", WATCH_KEY), problem: watch.problem };
      throw new UnreadableError("what it remembers", item, `${wayOn}: docs/operate.md, Damaged items`);
    },
    async save(watch, expectedVersion) {
      const Item = {
        ...WATCH_KEY,
        ...versionAttribute(watchForm),
        version: { N: String(watch.version) },
        watch: { S: JSON.stringify(watch) },
      };
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

/** What the watchdog remembers, from its item. */
export function readWatch(item: Item): ReadStored<Watch> {
  const read = readJson(watchForm, item, "watch");
  if (read.problem !== null) return read;
  // Each write asks for this number: with another one, none would ever succeed.
  return item.version?.N === String(read.value.version)
    ? read
    : damaged("its version is not that of what is in it");
}
