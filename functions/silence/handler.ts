import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv, tables } from "../../shared/contract/names.ts";
import { silenceSchemaFor } from "../../shared/contract/payloads.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createSilenceStore } from "../aws/dynamo/silence-store.ts";
import { readEnvironment } from "../runtime/environment.ts";
import { readPayload } from "../runtime/payload.ts";
import { readDeployedPolicies } from "../runtime/policy-folder.ts";
import { changeSilences, type SilenceResult } from "./silence.ts";

const environment = readEnvironment(process.env, [tables.ledgers.env, tables.assessments.env, policiesEnv]);
const policies = readDeployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "silence" });

const ports = {
  ledgers: createSilenceStore(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  now: () => new Date(),
};

type LambdaContext = Parameters<Logger["addContext"]>[0];

/** Writes a silence or lifts one; see docs/functions.md for the payload and the answer. */
export async function handler(event: unknown, context?: LambdaContext): Promise<SilenceResult> {
  if (context !== undefined) logger.addContext(context);
  const payload = readPayload(silenceSchemaFor(event, policies), event);
  const result = await changeSilences(payload, ports);
  logger.info("lift" in payload ? "lifted" : "silenced", { ...payload });
  return result;
}
