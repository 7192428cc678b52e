import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Timeouts } from "../../runtime/timeouts.ts";

/** The EventBridge client. Whoever puts events limits how long all of its calls take together. */
export function createEventsClient(timeouts: Partial<Timeouts> = {}): EventBridgeClient {
  return new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1000,
      requestTimeout: 3000,
      socketTimeout: 3000,
      // Without this, the SDK only warns when the request timeout has passed, and goes on waiting.
      throwOnRequestTimeout: true,
      ...timeouts,
    },
  });
}
