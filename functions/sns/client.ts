import { SNSClient } from "@aws-sdk/client-sns";

/** The SNS client. Its timeouts and attempts bound a publish to well under the time a bulletin is claimed for. */
export function createSnsClient(): SNSClient {
  return new SNSClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 2000, requestTimeout: 8000 } });
}
