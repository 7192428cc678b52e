import { Logger } from "@aws-lambda-powertools/logger";
import {
  alertTopic,
  historyDaysEnv,
  policiesEnv,
  stackEnv,
  tables,
  versionEnv,
} from "../../shared/deployment-names.ts";
import { recomputePayloadSchema } from "../../shared/payloads.ts";
import { createAssessmentStore } from "../dynamo/assessment-store.ts";
import { createDynamoClient } from "../dynamo/client.ts";
import { createHistoryLog } from "../dynamo/history-store.ts";
import { createLedgerStore } from "../dynamo/ledger-store.ts";
import { createLinkStore } from "../dynamo/link-store.ts";
import { createMarkerStore } from "../dynamo/marker-store.ts";
import { createPositionStore } from "../dynamo/position-store.ts";
import { createProvenanceStore } from "../dynamo/provenance-store.ts";
import { createRefusalStore } from "../dynamo/refusal-store.ts";
import { createSupplierStore } from "../dynamo/supplier-store.ts";
import { readDays, readEnvironment } from "../environment.ts";
import { createMetrics, emitMemory } from "../metrics.ts";
import { readPayload } from "../payload.ts";
import { readDeployedPolicies } from "../policy-folder.ts";
import { createSnsClient } from "../sns/client.ts";
import { createPublisher } from "../sns/publisher.ts";
import { answerOf } from "./answer.ts";
import { recompute } from "./recompute.ts";
import type { SectorResult } from "./result.ts";
import { createTelemetry } from "./telemetry.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
  versionEnv,
  policiesEnv,
]);
const policies = readDeployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "recompute" });
const stack = process.env[stackEnv] ?? null;
const metrics = createMetrics("recompute", stack);

const historyDays = readDays(process.env, historyDaysEnv);

const ports = {
  positions: createPositionStore(dynamo, environment.POSITIONS_TABLE),
  suppliers: createSupplierStore(dynamo, environment.SUPPLIERS_TABLE),
  links: createLinkStore(dynamo, environment.LINKS_TABLE),
  refusals: createRefusalStore(dynamo, environment.ASSESSMENTS_TABLE),
  markers: createMarkerStore(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: createProvenanceStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  ledgers: createLedgerStore(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  history: createHistoryLog(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  publisher: createPublisher(createSnsClient(), environment.ALERT_TOPIC_ARN),
  telemetry: createTelemetry(logger, metrics, () => performance.now()),
  now: () => new Date(),
};

const deployment = {
  policies,
  version: environment.CHOKEPOINT_VERSION,
  stack,
};

type LambdaContext = Parameters<Logger["addContext"]>[0];

/** Recomputes one sector or all; see docs/functions.md for the payload and the answer. */
export async function handler(event: unknown, context?: LambdaContext): Promise<SectorResult[]> {
  if (context !== undefined) logger.addContext(context);
  try {
    return answerOf(await recompute(readPayload(recomputePayloadSchema(policies), event), ports, deployment));
  } finally {
    emitMemory(metrics);
  }
}
