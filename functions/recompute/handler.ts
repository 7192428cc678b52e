import { Logger } from "@aws-lambda-powertools/logger";
import { historyDaysEnv, reportFunctionEnv, stackEnv } from "../../shared/contract/functions.ts";
import { alertTopic, eventBus } from "../../shared/contract/messaging.ts";
import { partsAboveEnv, partsBucketEnv, partsMachineEnv } from "../../shared/contract/parts.ts";
import { type RecomputePayload, recomputePayloadSchema } from "../../shared/contract/recompute-payload.ts";
import { tables } from "../../shared/contract/tables.ts";
import type { SectorAnswer } from "../../shared/recompute/result.ts";
import { createAssessmentStore } from "../aws/dynamo/assessment-store.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createHistoryStore } from "../aws/dynamo/history-store.ts";
import { createLedgerStore } from "../aws/dynamo/ledger-store.ts";
import { createMarkerStore } from "../aws/dynamo/marker-store.ts";
import { createProvenanceStore } from "../aws/dynamo/provenance-store.ts";
import { createSupplyStores } from "../aws/dynamo/supply-stores.ts";
import { createEventBus } from "../aws/events/event-bus.ts";
import { createPageStarter } from "../aws/lambda/page-starter.ts";
import { createSnsClient } from "../aws/sns/client.ts";
import { createPublisher } from "../aws/sns/publisher.ts";
import { deploymentIn } from "../runtime/deployment.ts";
import { readDayCount, readEnvironment } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { createMetrics, emitMemory } from "../runtime/metrics.ts";
import { answerOf } from "./answer.ts";
import { connectParts } from "./parts-clients.ts";
import { partsWhenNeeded } from "./parts-when-needed.ts";
import type { PartsPorts } from "./ports.ts";
import { recompute } from "./recompute.ts";
import { createTelemetry } from "./telemetry.ts";

const environment = readEnvironment(process.env, [
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
  eventBus.env,
]);
const deployment = deploymentIn(process.env);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "recompute" });
const stack = process.env[stackEnv] ?? null;
const metrics = createMetrics("recompute", stack);

// The embedded cloud has no such function: there, npx chokepoint report makes the page.
const reportFunction = process.env[reportFunctionEnv];
const historyDays = readDayCount(process.env, historyDaysEnv);

const ports = {
  ...createSupplyStores(dynamo, process.env),
  markers: createMarkerStore(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: createProvenanceStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  ledgers: createLedgerStore(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  history: createHistoryStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  bus: createEventBus(environment[eventBus.env]),
  publisher: createPublisher(createSnsClient(), environment.ALERT_TOPIC_ARN),
  telemetry: createTelemetry(logger, metrics, () => performance.now()),
  ...(reportFunction === undefined ? {} : { pages: createPageStarter(reportFunction) }),
  now: () => new Date(),
};

const parts = partsPorts();

/** How this stack folds a large sector in parts; `null` without a state machine. */
function partsPorts(): PartsPorts | null {
  const machine = process.env[partsMachineEnv];
  if (machine === undefined) return null;
  const { PARTS_BUCKET, PARTS_ABOVE } = readEnvironment(process.env, [partsBucketEnv, partsAboveEnv]);
  const place = { bucket: PARTS_BUCKET, machine, endpoint: process.env.AWS_ENDPOINT_URL_S3 };
  return { ...partsWhenNeeded(() => connectParts(place)), above: Number(PARTS_ABOVE) };
}

/** Recomputes one sector or all; see docs/functions.md for the payload and the answer. */
export const handler = lambda<RecomputePayload, SectorAnswer[]>({
  logger,
  schemaOf: () => recomputePayloadSchema(deployment.policies),
  run: async (payload) => answerOf(await recompute(payload, ports, deployment, parts)),
  afterwards: () => emitMemory(metrics),
});
