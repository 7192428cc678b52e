import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createTables, startDynamo } from "../../cli/embedded-dynamo.ts";
import { createDynamoClient } from "../../functions/dynamo/client.ts";

/** The embedded DynamoDB in memory, with its tables, behind the client that functions use. */
export async function embeddedDynamo(): Promise<{ client: DynamoDBClient; close(): Promise<void> }> {
  const server = await startDynamo(null);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: server.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  const client = createDynamoClient();
  await createTables(client);
  return {
    client,
    async close() {
      client.destroy();
      await server.close();
    },
  };
}

/** Everything that pages hold. */
export async function rowsOf<Row>(pages: AsyncIterable<{ rows: Row[] }>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const { rows } of pages) all.push(...rows);
  return all;
}
