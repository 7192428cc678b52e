import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

/**
 * Copies a table of few items into a new one, keyed alike: what a restore to a point in time leaves behind. Endpoints that
 * imitate AWS need not know that.
 */
export async function copyTable(client: DynamoDBClient, from: string, to: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: from }));
  const { KeySchema, AttributeDefinitions } = Table ?? {};
  await client.send(
    new CreateTableCommand({
      TableName: to,
      KeySchema,
      AttributeDefinitions,
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: to });
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from, ConsistentRead: true })) {
    for (const Item of Items) await client.send(new PutItemCommand({ TableName: to, Item }));
  }
}
