import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv, reportsBucket, shardsRead, tables, versionEnv } from "../../shared/contract/names.ts";
import { type ReportPayload, reportPayloadSchema } from "../../shared/contract/payloads.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createHistory } from "../aws/dynamo/history-store.ts";
import { createHoldingStore } from "../aws/dynamo/holding-store.ts";
import { createLedgerReader } from "../aws/dynamo/ledger-store.ts";
import { createLinkStore } from "../aws/dynamo/link-store.ts";
import { createPositionStore } from "../aws/dynamo/position-store.ts";
import { createRefusalStore } from "../aws/dynamo/refusal-store.ts";
import { createSummaryList } from "../aws/dynamo/summary-list.ts";
import { createSupplierStore } from "../aws/dynamo/supplier-store.ts";
import { createS3Client } from "../aws/s3/client.ts";
import { createPageStore } from "../aws/s3/page-store.ts";
import { commandPlace } from "../runtime/command-place.ts";
import { readEnvironment, readShards } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import { type ReportResult, writePages } from "./write-pages.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.holdings.env,
  tables.ledgers.env,
  tables.assessments.env,
  reportsBucket.env,
  versionEnv,
  policiesEnv,
]);
const policies = deployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "report" });

/** A larger sector is not read anew: its page shows what is stored of its assessment. */
const MOST_POSITIONS = 1_000_000;

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
  ledgers: createLedgerReader(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  summaries: createSummaryList(dynamo, environment.ASSESSMENTS_TABLE),
  history: createHistory(dynamo, environment.ASSESSMENTS_TABLE),
  pages: createPageStore(createS3Client(process.env.AWS_ENDPOINT_URL_S3), environment.REPORTS_BUCKET),
  now: () => new Date(),
};

const deployment = {
  get policies() {
    return policies();
  },
  version: environment.CHOKEPOINT_VERSION,
  place: commandPlace(process.env),
};

/** Writes the report pages of some sectors, or of all; see docs/functions.md. */
export const handler = lambda<ReportPayload, ReportResult>({
  logger,
  schemaOf: () => reportPayloadSchema(policies()),
  async run(payload) {
    const result = await writePages(payload, ports, deployment, MOST_POSITIONS);
    logger[result.problems.length === 0 ? "info" : "warn"]("pages written", { ...result });
    return result;
  },
});
