import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTables } from "../../cli/cloud/create-tables.ts";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";

// A table becomes active a moment after it was created or changed, by a timer of the process that asked for it. Killed in that
// moment, a process leaves a table that nobody else would ever make active.

// Longer than the test: the process is gone before.
const NEVER_MS = 120_000;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "chokepoint-tables-"));
  mkdirSync(join(dir, "dynamodb"));
});
afterEach(() => rmSync(dir, { recursive: true }));

function clientOf(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  return new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
}

/** Leaves the table of positions as a process does that is killed while it is created, or while that is mended. */
async function leaveTable(status: "CREATING" | "UPDATING"): Promise<void> {
  const options = { createTableMs: status === "CREATING" ? NEVER_MS : 0, updateTableMs: NEVER_MS };
  const server = dynalite({ ...options, path: join(dir, "dynamodb") }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const keys = ["shard", "positionId"];
  await client.send(
    new CreateTableCommand({
      TableName: "positions",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? "HASH" : "RANGE" })),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    }),
  );
  if (status === "UPDATING") {
    await expect.poll(() => statusOf(client)).toBe("ACTIVE");
    const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    await client.send(
      new UpdateTableCommand({ TableName: "positions", BillingMode: "PROVISIONED", ProvisionedThroughput }),
    );
  }
  expect(await statusOf(client)).toBe(status);
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
}

async function statusOf(client: DynamoDBClient): Promise<string | undefined> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: "positions" }));
  return Table?.TableStatus;
}

it.each(["CREATING", "UPDATING"] as const)("a table that was left %s takes rows again", async (status) => {
  await leaveTable(status);

  const dynamo = await startDynamo(dir);
  const client = clientOf(dynamo.url);
  await createTables(client);

  expect(await statusOf(client)).toBe("ACTIVE");
  const Item = { shard: { S: "ai#0" }, positionId: { S: "P-1" } };
  await client.send(new PutItemCommand({ TableName: "positions", Item }));
  client.destroy();
  await dynamo.close();
});
