import { InvokeCommand } from "@aws-sdk/client-lambda";
import type { ReportPayload } from "../../../shared/contract/sectors-payload.ts";
import type { PageStarter } from "../../ports/pages.ts";
import { createLambdaClient } from "./client.ts";

/** Starts the report function. Its client is created when it is first needed: a dry run needs none. */
export function createPageStarter(functionName: string): PageStarter {
  let client: ReturnType<typeof createLambdaClient> | null = null;
  return {
    async start(sector) {
      client ??= createLambdaClient();
      const payload: ReportPayload = { sectors: [sector] };
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
