import { SNSClient } from "@aws-sdk/client-sns";
import type { Timeouts } from "../../runtime/timeouts.ts";

/** The SNS client. Its timeouts and attempts bound a publish to less than the time a bulletin is claimed for. */
export function createSnsClient(timeouts: Partial<Timeouts> = {}): SNSClient {
  return new SNSClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: 8000,
      socketTimeout: 6000,
      // Without this, the SDK only warns when the request timeout has passed, and goes on waiting.
      throwOnRequestTimeout: true,
      ...timeouts,
    },
  });
}
