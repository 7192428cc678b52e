import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { RecomputePayload } from "../../../shared/contract/recompute-payload.ts";
import type { RecomputeStarter } from "../../ports/objects.ts";

/** Starts the recompute function. A second start does no harm: that run finds no change. */
export function createRecomputeStarter(client: LambdaClient, functionName: string): RecomputeStarter {
  return {
    async start(sector) {
      const payload: RecomputePayload = { sector };
      await client.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: "Event",
          Payload: Buffer.from(JSON.stringify(payload)),
        }),
      );
    },
  };
}
