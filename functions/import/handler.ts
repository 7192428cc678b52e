import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv, recomputeFunctionEnv, stackEnv } from "../../shared/contract/functions.ts";
import {
  type ConfirmPayload,
  confirmPayloadSchema,
  importSchemaFor,
  isConfirmation,
  type ObjectEvent,
} from "../../shared/contract/import-payload.ts";
import { shardsRead, shardsWritten, tables } from "../../shared/contract/tables.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createConfirmationRows } from "../aws/dynamo/confirmation-store.ts";
import { createHoldingRows } from "../aws/dynamo/holding-store.ts";
import { createImportRecords } from "../aws/dynamo/import-store.ts";
import { createLinkRows } from "../aws/dynamo/link-store.ts";
import { createMarkerRows } from "../aws/dynamo/marker-store.ts";
import { createPositionRows } from "../aws/dynamo/position-store.ts";
import { createRefusalRows } from "../aws/dynamo/refusal-store.ts";
import { watchShardSizes } from "../aws/dynamo/shard-size.ts";
import { createStrayRows } from "../aws/dynamo/stray-store.ts";
import { createSupplierRows } from "../aws/dynamo/supplier-store.ts";
import { createLambdaClient } from "../aws/lambda/client.ts";
import { createRecomputeStarter } from "../aws/lambda/recompute-starter.ts";
import { createS3Client } from "../aws/s3/client.ts";
import { createObjectStore } from "../aws/s3/object-store.ts";
import { commandPlace } from "../runtime/command-place.ts";
import { readEnvironment, readShards } from "../runtime/environment.ts";
import { type LambdaContext, lambda } from "../runtime/lambda.ts";
import { createMetrics, emitMemory, emitShardSize } from "../runtime/metrics.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import type { ObjectImport } from "./bucket/import-object.ts";
import { importObjects } from "./bucket/import-objects.ts";
import { type ConfirmResult, confirmImport } from "./confirm-import.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.holdings.env,
  tables.assessments.env,
  recomputeFunctionEnv,
  policiesEnv,
]);
const policies = deployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const largestShard = watchShardSizes(dynamo);
const logger = new Logger({ serviceName: "import" });
const metrics = createMetrics("import", process.env[stackEnv] ?? null);

const ports = {
  get policies() {
    return policies();
  },
  positions: createPositionRows(dynamo, environment.POSITIONS_TABLE, {
    read: readShards(process.env, shardsRead.env),
    written: readShards(process.env, shardsWritten.env),
  }),
  suppliers: createSupplierRows(dynamo, environment.SUPPLIERS_TABLE),
  links: createLinkRows(dynamo, environment.LINKS_TABLE),
  holdings: createHoldingRows(dynamo, environment.HOLDINGS_TABLE),
  refusals: createRefusalRows(dynamo, environment.ASSESSMENTS_TABLE),
  imports: createImportRecords(dynamo, environment.ASSESSMENTS_TABLE),
  markers: createMarkerRows(dynamo, environment.ASSESSMENTS_TABLE),
  confirmations: createConfirmationRows(dynamo, environment.ASSESSMENTS_TABLE),
  strays: createStrayRows(dynamo, environment.ASSESSMENTS_TABLE),
  place: commandPlace(process.env),
  now: () => new Date(),
  objects: createObjectStore(createS3Client(process.env.AWS_ENDPOINT_URL_S3)),
  recompute: createRecomputeStarter(createLambdaClient(), environment.RECOMPUTE_FUNCTION),
};

/** Imports files that were put into the bucket, or confirms an import; see docs/functions.md. */
export const handler = lambda<ObjectEvent[] | ConfirmPayload, ObjectImport[] | ConfirmResult>({
  logger,
  schemaOf: (event) => (isConfirmation(event) ? confirmPayloadSchema : importSchemaFor(event)),
  run: async (payload, context) =>
    "confirm" in payload ? await confirm(payload) : await importAll(payload, context),
  afterwards() {
    emitMemory(metrics);
    emitShardSize(metrics, largestShard());
  },
});

async function confirm(payload: ConfirmPayload): Promise<ConfirmResult> {
  const result = await confirmImport(payload, ports);
  logger.info("confirmed", { ...result });
  return result;
}

async function importAll(events: ObjectEvent[], context: LambdaContext | undefined): Promise<ObjectImport[]> {
  // Lambda calls the retries of an invocation by the same id.
  const runner = context === undefined ? {} : { runner: context.awsRequestId };
  const results = await importObjects(events, { ...ports, ...runner });
  for (const result of results) {
    logger[result.status === "refused" ? "warn" : "info"](result.status, { object: result });
  }
  return results;
}
