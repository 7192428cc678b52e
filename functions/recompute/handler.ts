import { Logger } from "@aws-lambda-powertools/logger";
import {
  alertTopic,
  historyDaysEnv,
  partsAboveEnv,
  partsBucketEnv,
  partsMachineEnv,
  policiesEnv,
  reportFunctionEnv,
  shardsRead,
  stackEnv,
  tables,
  versionEnv,
} from "../../shared/contract/names.ts";
import { type RecomputePayload, recomputePayloadSchema } from "../../shared/contract/payloads.ts";
import type { SectorAnswer } from "../../shared/recompute/result.ts";
import { createAssessmentStore } from "../aws/dynamo/assessment-store.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createHistoryLog } from "../aws/dynamo/history-store.ts";
import { createHoldingStore } from "../aws/dynamo/holding-store.ts";
import { createLedgerStore } from "../aws/dynamo/ledger-store.ts";
import { createLinkStore } from "../aws/dynamo/link-store.ts";
import { createMarkerStore } from "../aws/dynamo/marker-store.ts";
import { createPositionStore } from "../aws/dynamo/position-store.ts";
import { createProvenanceStore } from "../aws/dynamo/provenance-store.ts";
import { createRefusalStore } from "../aws/dynamo/refusal-store.ts";
import { createSupplierStore } from "../aws/dynamo/supplier-store.ts";
import { createPageStarter } from "../aws/lambda/page-starter.ts";
import { createSnsClient } from "../aws/sns/client.ts";
import { createPublisher } from "../aws/sns/publisher.ts";
import { commandPlace } from "../runtime/command-place.ts";
import { readDayCount, readEnvironment, readShards } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { createMetrics, emitMemory } from "../runtime/metrics.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import { answerOf } from "./answer.ts";
import { connectParts } from "./parts-clients.ts";
import { partsWhenNeeded } from "./parts-when-needed.ts";
import type { PartsPorts } from "./ports.ts";
import { recompute } from "./recompute.ts";
import { createTelemetry } from "./telemetry.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.holdings.env,
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
  versionEnv,
  policiesEnv,
]);
const policies = deployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "recompute" });
const stack = process.env[stackEnv] ?? null;
const metrics = createMetrics("recompute", stack);

// The embedded cloud has no such function: there, npx chokepoint report makes the page.
const reportFunction = process.env[reportFunctionEnv];
const historyDays = readDayCount(process.env, historyDaysEnv);

const ports = {
  positions: createPositionStore(
    dynamo,
    environment.POSITIONS_TABLE,
    readShards(process.env, shardsRead.env),
  ),
  suppliers: createSupplierStore(dynamo, environment.SUPPLIERS_TABLE),
  links: createLinkStore(dynamo, environment.LINKS_TABLE),
  holdings: createHoldingStore(dynamo, environment.HOLDINGS_TABLE),
  refusals: createRefusalStore(dynamo, environment.ASSESSMENTS_TABLE),
  markers: createMarkerStore(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: createProvenanceStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  ledgers: createLedgerStore(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentStore(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  history: createHistoryLog(dynamo, environment.ASSESSMENTS_TABLE, historyDays),
  publisher: createPublisher(createSnsClient(), environment.ALERT_TOPIC_ARN),
  telemetry: createTelemetry(logger, metrics, () => performance.now()),
  ...(reportFunction === undefined ? {} : { pages: createPageStarter(reportFunction) }),
  now: () => new Date(),
};

const deployment = {
  get policies() {
    return policies();
  },
  version: environment.CHOKEPOINT_VERSION,
  place: commandPlace(process.env),
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
  schemaOf: () => recomputePayloadSchema(policies()),
  run: async (payload) => answerOf(await recompute(payload, ports, deployment, parts)),
  afterwards: () => emitMemory(metrics),
});
