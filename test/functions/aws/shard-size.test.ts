import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { watchShardSizes } from "../../../functions/aws/dynamo/shard-size.ts";

it("the largest shard that a client writes to is told once, and asked for with each batch and nothing else", async () => {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ region: "us-east-1", credentials });
  const asked: unknown[] = [];
  const answers: number[][] = [
    [0, 1],
    [7, 8],
    [2, 3],
  ];
  const largest = watchShardSizes(client);
  // Answers in the place of DynamoDB.
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async (args) => {
        asked.push((args.input as { ReturnItemCollectionMetrics?: string }).ReturnItemCollectionMetrics);
        const isWrite = commandName === "BatchWriteItemCommand";
        const metrics = { positions: [{ SizeEstimateRangeGB: answers.shift() }] };
        const output = { $metadata: {}, ...(isWrite ? { ItemCollectionMetrics: metrics } : {}) };
        return { response: {}, output } as never;
      },
    { step: "initialize", priority: "low" },
  );
  expect(largest()).toBe(null);
  const write = () => client.send(new BatchWriteItemCommand({ RequestItems: {} }));
  for (let count = 0; count < 3; count += 1) await write();
  await client.send(new GetItemCommand({ TableName: "positions", Key: {} }));
  expect(asked).toEqual(["SIZE", "SIZE", "SIZE", undefined]);
  expect(largest()).toBe(8);
  expect(largest()).toBe(null);
});
