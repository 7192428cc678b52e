import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Timeouts } from "../../runtime/timeouts.ts";

/**
 * The DynamoDB client that every store shares. The SDK's logger middleware is taken out: it walks every response
 * even when nothing is logged, for a third to two thirds of the CPU of a large read.
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
