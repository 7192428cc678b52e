import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";

/**
 * Has a client ask, with every batch that it writes, how large the shards are that it writes to. Returns a function that tells
 * the largest estimate since it was last called, in GB; `null` when DynamoDB has told none. It tells sizes only of tables that
 * have a local index, and of those it holds no more than 10 GB in a shard.
 */
export function watchShardSizes(client: DynamoDBClient): () => number | null {
  let largest: number | null = null;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== "BatchWriteItemCommand") return await next(args);
        const input: BatchWriteItemCommandInput = {
          ...(args.input as BatchWriteItemCommandInput),
          ReturnItemCollectionMetrics: "SIZE",
        };
        const answered = await next({ ...args, input });
        const { ItemCollectionMetrics = {} } = answered.output as BatchWriteItemCommandOutput;
        for (const { SizeEstimateRangeGB = [] } of Object.values(ItemCollectionMetrics).flat()) {
          largest = Math.max(largest ?? 0, ...SizeEstimateRangeGB);
        }
        return answered;
      },
    { step: "initialize", name: "watchShardSizes" },
  );
  return () => {
    const told = largest;
    largest = null;
    return told;
  };
}
