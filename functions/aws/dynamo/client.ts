import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Timeouts } from "../../runtime/timeouts.ts";

/**
 * The DynamoDB client of every store. The SDK's logger middleware is removed: it walks through every response even when
 * nothing is logged, and takes a third to two thirds of the CPU of a large read.
 */
export function createDynamoClient(timeouts: Partial<Timeouts> = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: 10_000,
      socketTimeout: 10_000,
      // Without this, the SDK only warns when the request timeout has passed, and goes on waiting.
      throwOnRequestTimeout: true,
      ...timeouts,
    },
  });
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
