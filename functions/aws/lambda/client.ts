import { LambdaClient } from "@aws-sdk/client-lambda";

/** The Lambda client. It only starts functions, so it never waits for one. */
export function createLambdaClient(): LambdaClient {
  return new LambdaClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000 },
  });
}
