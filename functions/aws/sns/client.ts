import { SNSClient } from "@aws-sdk/client-sns";
import type { Timeouts } from "../../runtime/timeouts.ts";

/** The SNS client. With its timeouts and attempts, a publish and a put on the bus together take less time than a claim lasts. */
export function createSnsClient(timeouts: Partial<Timeouts> = {}): SNSClient {
  return new SNSClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: 6000,
      socketTimeout: 5000,
      // Without this, the SDK only warns when the request timeout has passed, and goes on waiting.
      throwOnRequestTimeout: true,
      ...timeouts,
    },
  });
}
