import { policiesEnv, reportFunctionEnv, versionEnv } from "../shared/contract/functions.ts";
import { alertTopic, eventBus } from "../shared/contract/messaging.ts";
import { partsAboveEnv, partsBucketEnv, partsMachineEnv } from "../shared/contract/parts.ts";
import { tables } from "../shared/contract/tables.ts";

/** What the bundle of `recompute` must find in its environment before it loads: names of things that do not exist. */
export function recomputeEnvironment(policies: string): Record<string, string> {
  const resources = [...Object.values(tables), alertTopic, eventBus].map(({ env }) => env);
  const named = [...resources, partsMachineEnv, reportFunctionEnv, partsBucketEnv];
  return {
    ...Object.fromEntries(named.map((name) => [name, "bench"])),
    [versionEnv]: "1.0.0",
    [policiesEnv]: policies,
    [partsAboveEnv]: "1000000",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    AWS_REGION: "us-east-1",
  };
}
