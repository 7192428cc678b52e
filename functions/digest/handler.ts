import { Logger } from "@aws-lambda-powertools/logger";
import { alertTopic, policiesEnv, stackEnv, tables, versionEnv } from "../../shared/deployment-names.ts";
import { digestPayloadSchema } from "../../shared/payloads.ts";
import { createAssessmentReader } from "../dynamo/assessment-reader.ts";
import { createDynamoClient } from "../dynamo/client.ts";
import { createLedgerReader } from "../dynamo/ledger-store.ts";
import { readEnvironment } from "../environment.ts";
import { readPayload } from "../payload.ts";
import { readDeployedPolicies } from "../policy-folder.ts";
import { createSnsClient } from "../sns/client.ts";
import { createPublisher } from "../sns/publisher.ts";
import { type DigestResult, sendDigest } from "./digest.ts";

const environment = readEnvironment(process.env, [
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
  versionEnv,
  policiesEnv,
]);
const policies = readDeployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "digest" });

const ports = {
  ledgers: createLedgerReader(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  publisher: createPublisher(createSnsClient(), environment.ALERT_TOPIC_ARN),
  now: () => new Date(),
};

const deployment = {
  policies,
  version: environment.CHOKEPOINT_VERSION,
  stack: process.env[stackEnv] ?? null,
};

type LambdaContext = Parameters<Logger["addContext"]>[0];

/** Sends the digest of some sectors, or of all; see docs/functions.md. */
export async function handler(event: unknown, context?: LambdaContext): Promise<DigestResult> {
  if (context !== undefined) logger.addContext(context);
  const result = await sendDigest(readPayload(digestPayloadSchema(policies), event), ports, deployment);
  const { id, sectors, problems } = result;
  logger[problems.length === 0 ? "info" : "warn"]("digest sent", { id, sectors, problems });
  return result;
}
