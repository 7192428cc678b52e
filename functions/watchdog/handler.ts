import { setTimeout as wait } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { eventLogBucket } from "../../shared/contract/buckets.ts";
import { historyDaysEnv, stackEnv, staleDaysEnv } from "../../shared/contract/functions.ts";
import {
  alertTopic,
  eventBus,
  operationsTopic,
  operatorsEnv,
  subscribersEnv,
} from "../../shared/contract/messaging.ts";
import { tables } from "../../shared/contract/tables.ts";
import { type TestPayload, watchdogSchemaFor } from "../../shared/contract/test-payload.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createBasisInspector } from "../aws/dynamo/basis-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { readConfirmations } from "../aws/dynamo/confirmation-store.ts";
import { createFindingLog } from "../aws/dynamo/finding-store.ts";
import { createHistoryStore } from "../aws/dynamo/history-store.ts";
import { createImportStore } from "../aws/dynamo/import-store.ts";
import { createLedgerNames } from "../aws/dynamo/ledger-names.ts";
import { createLedgerStore } from "../aws/dynamo/ledger-store.ts";
import { createMarkerReader } from "../aws/dynamo/marker-store.ts";
import { createPositionCounts } from "../aws/dynamo/position-counts.ts";
import { createRefusalStore } from "../aws/dynamo/refusal-store.ts";
import { createStrayStore } from "../aws/dynamo/stray-store.ts";
import { createSummaryList } from "../aws/dynamo/summary-list.ts";
import { createWatchStore } from "../aws/dynamo/watch-store.ts";
import { createEventBus } from "../aws/events/event-bus.ts";
import { createS3Client } from "../aws/s3/client.ts";
import { createEventFiles } from "../aws/s3/event-file-store.ts";
import { createSnsClient } from "../aws/sns/client.ts";
import { createFilteredSubscriptions } from "../aws/sns/filtered-subscriptions.ts";
import { createPublisher } from "../aws/sns/publisher.ts";
import { createSubscriptionList } from "../aws/sns/subscription-list.ts";
import type { EventFiles } from "../ports/event-files.ts";
import { deploymentIn } from "../runtime/deployment.ts";
import { readDayCount, readEnvironment, readSubscribers, readWords } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { createMetrics } from "../runtime/metrics.ts";
import { emitCounts } from "./telemetry.ts";
import { sendTest, type TestedTopic, type TestResult } from "./test-notification.ts";
import { type WatchdogResult, watch } from "./watchdog.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.ledgers.env,
  tables.assessments.env,
  alertTopic.env,
  eventBus.env,
  operationsTopic.env,
]);
const dynamo = createDynamoClient();
const sns = createSnsClient();
const logger = new Logger({ serviceName: "watchdog" });
const stack = process.env[stackEnv] ?? null;
const metrics = createMetrics("watchdog", stack);
const DEFAULT_STALE_DAYS = 3;

/** The embedded cloud has no bucket: there `list events` reads what is stored. */
function eventFilesIn(bucket: string | undefined): EventFiles | null {
  return bucket === undefined
    ? null
    : createEventFiles(createS3Client(process.env.AWS_ENDPOINT_URL_S3), bucket);
}

const ports = {
  ledgers: createLedgerStore(dynamo, environment.LEDGERS_TABLE),
  ledgerNames: createLedgerNames(dynamo, environment.LEDGERS_TABLE),
  history: createHistoryStore(
    dynamo,
    environment.ASSESSMENTS_TABLE,
    readDayCount(process.env, historyDaysEnv),
  ),
  findings: createFindingLog(
    dynamo,
    environment.ASSESSMENTS_TABLE,
    readDayCount(process.env, historyDaysEnv),
  ),
  summaries: createSummaryList(dynamo, environment.ASSESSMENTS_TABLE),
  imports: createImportStore(dynamo, environment.ASSESSMENTS_TABLE),
  eventFiles: eventFilesIn(process.env[eventLogBucket.env]),
  refusals: createRefusalStore(dynamo, environment.ASSESSMENTS_TABLE),
  strays: createStrayStore(dynamo, environment.ASSESSMENTS_TABLE),
  markers: createMarkerReader(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: {
    confirmed: (sector: SectorId) => readConfirmations(dynamo, environment.ASSESSMENTS_TABLE, sector),
  },
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  positionCounts: createPositionCounts(dynamo, environment.POSITIONS_TABLE),
  bases: createBasisInspector(dynamo, environment.ASSESSMENTS_TABLE),
  bus: createEventBus(environment[eventBus.env]),
  publisher: createPublisher(sns, environment.ALERT_TOPIC_ARN),
  subscriptions: createSubscriptionList(sns, environment.ALERT_TOPIC_ARN),
  watches: createWatchStore(dynamo, environment.LEDGERS_TABLE),
  operations: createPublisher(sns, environment.OPERATIONS_TOPIC_ARN),
  operators: createSubscriptionList(sns, environment.OPERATIONS_TOPIC_ARN),
  now: () => new Date(),
  wait: (ms: number) => wait(ms),
};

// A copy made by spreading would read the policies at once.
const options = Object.assign(deploymentIn(process.env), {
  staleAfterDays: readDayCount(process.env, staleDaysEnv) ?? DEFAULT_STALE_DAYS,
  subscribers: readSubscribers(process.env, subscribersEnv),
  operators: readWords(process.env, operatorsEnv),
});

const testedTopic = (arn: string): TestedTopic => ({
  publisher: createPublisher(sns, arn),
  subscriptions: createFilteredSubscriptions(sns, arn),
});
const testPorts = {
  topics: {
    alerts: testedTopic(environment.ALERT_TOPIC_ARN),
    operations: testedTopic(environment.OPERATIONS_TOPIC_ARN),
  },
  findings: ports.findings,
  now: ports.now,
};

/** Looks after the watching itself, or sends a test message; see docs/functions.md. */
export const handler = lambda<TestPayload | object, WatchdogResult | TestResult>({
  logger,
  schemaOf: (event) => watchdogSchemaFor(event, options.policies),
  async run(payload) {
    if ("test" in payload) return await test(payload);
    const result = await watch(ports, options);
    const { problems, published, eventFiles, counts } = result;
    emitCounts(metrics, counts);
    logger[problems.length === 0 ? "info" : "warn"]("looked", {
      problems: problems.map(({ text }) => text),
      published,
      eventFiles,
    });
    return result;
  },
});

async function test(payload: TestPayload): Promise<TestResult> {
  const result = await sendTest(payload, testPorts, options);
  const { id, topic, sent, subscriptions } = result;
  logger.info("tested", { id, topic, sent, subscriptions });
  return result;
}
