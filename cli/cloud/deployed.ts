import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import type { DigestResult } from "../../functions/digest/digest.ts";
import type { ConfirmResult } from "../../functions/import/confirm-import.ts";
import { errorOf, type FailedInvocation } from "../../functions/runtime/payload.ts";
import type { AcknowledgeResult } from "../../functions/silence/acknowledge.ts";
import type { SilenceResult } from "../../functions/silence/silence.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { TestResult } from "../../functions/watchdog/test-notification.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import { readPolicyOutputs } from "../../shared/contract/deployed-policies.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { shardsRead, shardsWritten, type TableName, tables } from "../../shared/contract/tables.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { SectorAnswer } from "../../shared/recompute/result.ts";
import { UsageError } from "../input/usage-error.ts";
import { awsProblem } from "./aws-problem.ts";
import { type Cloud, storesOf, type TableNames } from "./cloud.ts";
import { tellProblems } from "./dynamo-problem.ts";
import { readOutputs } from "./stack-outputs.ts";

// A recompute may take as long as a Lambda function may run.
const INVOKE_TIMEOUT_MS = 15 * 60 * 1000;

/** Works on a deployed stack, with the credentials and region of the environment. */
export async function connectToStack(stack: string, policies: Policies): Promise<Cloud> {
  if (stack === "") throw new UsageError("--stack must name a stack");
  const outputs = await readOutputs(stack);
  const output = (name: string) => {
    const value = outputs.get(name);
    if (value === undefined)
      throw new UsageError(`stack ${stack} has no output ${name}: is it a Chokepoint stack?`);
    return value;
  };
  const dynamo = tellProblems(createDynamoClient());
  // An invocation must not be repeated because its answer is slow.
  const lambda = new LambdaClient({ maxAttempts: 1, requestHandler: { requestTimeout: INVOKE_TIMEOUT_MS } });
  const ask = (name: keyof typeof functionOutputs, payload: unknown) =>
    invoke(lambda, output(functionOutputs[name]), payload);
  return {
    ...storesOf(dynamo, tableNamesFrom(output, outputs.get(tables.holdings.output)), policies, {
      read: Number(output(shardsRead.output)),
      written: Number(output(shardsWritten.output)),
    }),
    deployedPolicies: readPolicyOutputs(outputs),
    recompute: async (payload) => (await ask("recompute", payload)) as SectorAnswer[],
    simulate: async (payload) => (await ask("simulate", payload)) as SimulateResult,
    silence: async (payload) => (await ask("silence", payload)) as SilenceResult,
    acknowledge: async (payload) => (await ask("silence", payload)) as AcknowledgeResult,
    digest: async (payload) => (await ask("digest", payload)) as DigestResult,
    watchdog: async () => (await ask("watchdog", {})) as WatchdogResult,
    testNotification: async (payload) => (await ask("watchdog", payload)) as TestResult,
    confirmImport: async (payload) => (await ask("import", payload)) as ConfirmResult,
    async close() {
      dynamo.destroy();
      lambda.destroy();
    },
  };
}

/** The names of a stack's tables, from its outputs. Stacks of earlier versions have no table of holdings. */
function tableNamesFrom(output: (name: string) => string, holdings: string | undefined): TableNames {
  const names = (Object.keys(tables) as TableName[]).filter((name) => name !== "holdings");
  const found = Object.fromEntries(names.map((name) => [name, output(tables[name].output)]));
  return { ...found, ...(holdings === undefined ? {} : { holdings }) } as TableNames;
}

/**
 * Reads the answer of an invocation.
 * @throws PayloadError when the function refused the payload, otherwise Error with the message of the function.
 */
function readAnswer(payload: string, functionError: string | undefined): unknown {
  const answer: unknown = JSON.parse(payload);
  if (functionError === undefined) return answer;
  const { errorType = "", errorMessage = `the function failed: ${functionError}` } =
    answer as FailedInvocation;
  throw errorOf({ errorType, errorMessage });
}

async function invoke(client: LambdaClient, functionName: string, payload: unknown): Promise<unknown> {
  const input = { FunctionName: functionName, Payload: Buffer.from(JSON.stringify(payload)) };
  const { Payload, FunctionError } = await client.send(new InvokeCommand(input)).catch((cause) => {
    throw awsProblem(`function ${functionName} gave no answer`, cause);
  });
  return readAnswer(Buffer.from(Payload ?? []).toString("utf8"), FunctionError);
}
