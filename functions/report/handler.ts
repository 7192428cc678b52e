import { Logger } from "@aws-lambda-powertools/logger";
import { reportsBucket } from "../../shared/contract/buckets.ts";
import { type ReportPayload, reportPayloadSchema } from "../../shared/contract/sectors-payload.ts";
import { tables } from "../../shared/contract/tables.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createHistory } from "../aws/dynamo/history-store.ts";
import { createLedgerReader } from "../aws/dynamo/ledger-store.ts";
import { createSummaryList } from "../aws/dynamo/summary-list.ts";
import { createSupplyStores } from "../aws/dynamo/supply-stores.ts";
import { createS3Client } from "../aws/s3/client.ts";
import { createPageStore } from "../aws/s3/page-store.ts";
import { deploymentIn } from "../runtime/deployment.ts";
import { readEnvironment } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { type ReportResult, writePages } from "./write-pages.ts";

const environment = readEnvironment(process.env, [
  tables.ledgers.env,
  tables.assessments.env,
  reportsBucket.env,
]);
const deployment = deploymentIn(process.env);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "report" });

/** A larger sector is not read anew: its page shows what is stored of its assessment. */
const MOST_POSITIONS = 1_000_000;

const ports = {
  ...createSupplyStores(dynamo, process.env),
  ledgers: createLedgerReader(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  summaries: createSummaryList(dynamo, environment.ASSESSMENTS_TABLE),
  history: createHistory(dynamo, environment.ASSESSMENTS_TABLE),
  pages: createPageStore(createS3Client(process.env.AWS_ENDPOINT_URL_S3), environment.REPORTS_BUCKET),
  now: () => new Date(),
};

/** Writes the report pages of some sectors, or of all; see docs/functions.md. */
export const handler = lambda<ReportPayload, ReportResult>({
  logger,
  schemaOf: () => reportPayloadSchema(deployment.policies),
  async run(payload) {
    const result = await writePages(payload, ports, deployment, MOST_POSITIONS);
    logger[result.problems.length === 0 ? "info" : "warn"]("pages written", { ...result });
    return result;
  },
});
