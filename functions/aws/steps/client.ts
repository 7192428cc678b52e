import { SFNClient } from "@aws-sdk/client-sfn";

/** The Step Functions client. It only starts executions, so it never waits for one. */
export function createStepsClient(): SFNClient {
  return new SFNClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000 },
  });
}
