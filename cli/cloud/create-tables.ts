import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ListTablesCommand,
  type LocalSecondaryIndex,
  type TableDescription,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { type TableDefinition, tables } from "../../shared/contract/tables.ts";

/**
 * Creates the missing tables, with the same keys as infra, and finishes tables that a killed process left half created. Their
 * names are those in `tables`.
 */
export async function createTables(client: DynamoDBClient): Promise<void> {
  const { TableNames: present = [] } = await client.send(new ListTablesCommand());
  for (const [name, definition] of Object.entries<TableDefinition>(tables)) {
    if (present.includes(name)) await finishTable(client, name);
    else await client.send(createTable(name, definition));
  }
  for (const name of Object.keys(tables)) await untilActive(client, name);
}

/**
 * Makes a table active whose process was killed before the table became active. The embedded DynamoDB makes a table active
 * with a timer of the process that created it. A change of the billing mode, which has no effect here, starts a new timer.
 */
async function finishTable(client: DynamoDBClient, name: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.TableStatus !== "ACTIVE") await client.send(changeBilling(name, Table));
}

function changeBilling(name: string, table: TableDescription | undefined): UpdateTableCommand {
  const isOnDemand = table?.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
  const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  return new UpdateTableCommand({
    TableName: name,
    ...(isOnDemand
      ? { BillingMode: "PROVISIONED", ProvisionedThroughput }
      : { BillingMode: "PAY_PER_REQUEST" }),
  });
}

const MOST_LOOKS = 1000;
const BETWEEN_LOOKS_MS = 5;

/** Waits for a table to take requests: it becomes active a moment after it was created. */
async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === "ACTIVE") return;
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new Error(`the embedded table ${name} did not become active`);
}

function createTable(name: string, { partitionKey, sortKey, index }: TableDefinition): CreateTableCommand {
  const hash = { AttributeName: partitionKey, KeyType: "HASH" as const };
  const rangeOf = (key: string | undefined) =>
    key === undefined ? [] : [{ AttributeName: key, KeyType: "RANGE" as const }];
  const keys = [hash, ...rangeOf(sortKey), ...rangeOf(index?.sortKey)];
  return new CreateTableCommand({
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [hash, ...rangeOf(sortKey)],
    ...(index === undefined ? {} : { LocalSecondaryIndexes: [localIndex(hash, index)] }),
    AttributeDefinitions: keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" })),
  });
}

function localIndex(
  hash: KeySchemaElement,
  { name, sortKey, holds }: NonNullable<TableDefinition["index"]>,
): LocalSecondaryIndex {
  return {
    IndexName: name,
    KeySchema: [hash, { AttributeName: sortKey, KeyType: "RANGE" }],
    Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: [...holds] },
  };
}
