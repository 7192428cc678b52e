import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createTables } from "../../cli/cloud/create-tables.ts";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { askWithoutSocket } from "./without-socket.ts";

/** The embedded DynamoDB in memory, with its tables. */
export interface Dynamo {
  /** The client that functions use, but for the socket. */
  client: DynamoDBClient;
  /** One more, which the caller destroys. */
  createClient(): DynamoDBClient;
  close(): Promise<void>;
}

/** Starts the embedded DynamoDB; functions that are loaded from now on find it through the environment. */
export async function embeddedDynamo(): Promise<Dynamo> {
  const { url, server, close } = await startDynamo(null);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  const createClient = () => {
    const client = createDynamoClient();
    askWithoutSocket(client, server);
    return client;
  };
  const client = createClient();
  await createTables(client);
  return {
    client,
    createClient,
    async close() {
      client.destroy();
      await close();
    },
  };
}

/** Everything that pages hold. */
export async function rowsOf<Row>(pages: AsyncIterable<{ rows: Row[] }>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const { rows } of pages) all.push(...rows);
  return all;
}
