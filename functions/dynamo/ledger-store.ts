import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { emptyLedger, type Ledger, ledgerSchema } from "../../shared/ledger.ts";
import { firstProblem } from "../../shared/problem.ts";
import type { LedgerStore } from "../ports.ts";
import type { Item } from "./attributes.ts";

const IS_NEW = "attribute_not_exists(sector)";
const IS_EXPECTED_VERSION = "version = :expected";

/** Reads and writes ledgers: one item per sector, replaced only by its next version. */
export function createLedgerStore(client: DynamoDBClient, tableName: string): LedgerStore {
  return {
    async load(sector) {
      const key = { sector: { S: sector } };
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return Item === undefined ? emptyLedger(sector) : toLedger(sector, Item);
    },
    async save(ledger, expectedVersion) {
      const next = { ...ledger, version: expectedVersion + 1 };
      try {
        await client.send(new PutItemCommand(ledgerPut(tableName, next)));
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return "conflict";
        throw error;
      }
      return next;
    },
  };
}

/** The conditional put of a ledger: only on top of the version before it. */
export function ledgerPut(tableName: string, ledger: Ledger): PutItemCommandInput {
  const expected = ledger.version - 1;
  return {
    TableName: tableName,
    Item: {
      sector: { S: ledger.sector },
      version: { N: String(ledger.version) },
      ledger: { S: JSON.stringify(ledger) },
    },
    ...(expected === 0
      ? { ConditionExpression: IS_NEW }
      : {
          ConditionExpression: IS_EXPECTED_VERSION,
          ExpressionAttributeValues: { ":expected": { N: String(expected) } },
        }),
  };
}

function toLedger(sector: string, item: Item): Ledger {
  const ledger = ledgerSchema.safeParse(JSON.parse(item.ledger?.S ?? "null"));
  if (ledger.success) return ledger.data;
  throw new Error(`the stored ledger of ${sector} cannot be read: ${firstProblem(ledger.error)}`);
}
