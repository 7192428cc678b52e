import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { daysByIndex } from "./position-query.ts";

/**
 * Whether a table of positions has the index by day. One that was made before the index, and attached to the stack, has none.
 * The answer is asked for once: an index cannot be added to a table.
 */
export function createIndexProbe(client: DynamoDBClient, tableName: string): () => Promise<boolean> {
  let answer: Promise<boolean> | null = null;
  return () => {
    answer ??= probe(client, tableName).catch((error) => {
      answer = null;
      throw error;
    });
    return answer;
  };
}

async function probe(client: DynamoDBClient, tableName: string): Promise<boolean> {
  const shard = { tableName, shard: "is there an index?" };
  try {
    await client.send(new QueryCommand(daysByIndex(shard, { after: null, upTo: null })));
    return true;
  } catch (error) {
    if (isWithoutIndex(error)) return false;
    throw error;
  }
}

function isWithoutIndex(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === "ValidationException" &&
    error.message.includes("does not have the specified index")
  );
}
