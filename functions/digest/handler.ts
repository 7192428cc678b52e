import { Logger } from "@aws-lambda-powertools/logger";
import { alertTopic } from "../../shared/contract/messaging.ts";
import { type DigestPayload, digestPayloadSchema } from "../../shared/contract/sectors-payload.ts";
import { tables } from "../../shared/contract/tables.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createBasisReader } from "../aws/dynamo/basis-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createLedgerReader } from "../aws/dynamo/ledger-store.ts";
import { createSnsClient } from "../aws/sns/client.ts";
import { createPublisher } from "../aws/sns/publisher.ts";
import { deploymentIn } from "../runtime/deployment.ts";
import { readEnvironment } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { type DigestResult, sendDigest } from "./digest.ts";

const environment = readEnvironment(process.env, [
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
]);
const deployment = deploymentIn(process.env);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "digest" });

const ports = {
  ledgers: createLedgerReader(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: createBasisReader(dynamo, environment.ASSESSMENTS_TABLE),
  publisher: createPublisher(createSnsClient(), environment.ALERT_TOPIC_ARN),
  now: () => new Date(),
};

/** Sends the digest of some sectors, or of all; see docs/functions.md. */
export const handler = lambda<DigestPayload, DigestResult>({
  logger,
  schemaOf: () => digestPayloadSchema(deployment.policies),
  async run(payload) {
    const result = await sendDigest(payload, ports, deployment);
    const { id, sectors, problems } = result;
    logger[problems.length === 0 ? "info" : "warn"]("digest sent", { id, sectors, problems });
    return result;
  },
});
