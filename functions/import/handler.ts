import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv, recomputeFunctionEnv, stackEnv, tables } from "../../shared/deployment-names.ts";
import { confirmPayloadSchema, importSchemaFor, isConfirmation } from "../../shared/import-payload.ts";
import { createDynamoClient } from "../dynamo/client.ts";
import { createConfirmationRows } from "../dynamo/confirmation-store.ts";
import { createImportRecords } from "../dynamo/import-store.ts";
import { createLinkRows } from "../dynamo/link-store.ts";
import { createMarkerRows } from "../dynamo/marker-store.ts";
import { createPositionRows } from "../dynamo/position-store.ts";
import { createRefusalRows } from "../dynamo/refusal-store.ts";
import { createStrayRows } from "../dynamo/stray-store.ts";
import { createSupplierRows } from "../dynamo/supplier-store.ts";
import { readEnvironment } from "../environment.ts";
import { createLambdaClient } from "../lambda/client.ts";
import { createRecomputeStarter } from "../lambda/recompute-starter.ts";
import { createMetrics, emitMemory } from "../metrics.ts";
import { readPayload } from "../payload.ts";
import { readDeployedPolicies } from "../policy-folder.ts";
import { createS3Client } from "../s3/client.ts";
import { createObjectStore } from "../s3/object-store.ts";
import { type ConfirmResult, confirmImport } from "./confirm-import.ts";
import type { ObjectImport } from "./import-object.ts";
import { importObjects } from "./import-objects.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.assessments.env,
  recomputeFunctionEnv,
  policiesEnv,
]);
const policies = readDeployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "import" });
const metrics = createMetrics("import", process.env[stackEnv] ?? null);

const ports = {
  policies,
  positions: createPositionRows(dynamo, environment.POSITIONS_TABLE),
  suppliers: createSupplierRows(dynamo, environment.SUPPLIERS_TABLE),
  links: createLinkRows(dynamo, environment.LINKS_TABLE),
  refusals: createRefusalRows(dynamo, environment.ASSESSMENTS_TABLE),
  imports: createImportRecords(dynamo, environment.ASSESSMENTS_TABLE),
  markers: createMarkerRows(dynamo, environment.ASSESSMENTS_TABLE),
  confirmations: createConfirmationRows(dynamo, environment.ASSESSMENTS_TABLE),
  strays: createStrayRows(dynamo, environment.ASSESSMENTS_TABLE),
  now: () => new Date(),
  objects: createObjectStore(createS3Client(process.env.AWS_ENDPOINT_URL_S3)),
  recompute: createRecomputeStarter(createLambdaClient(), environment.RECOMPUTE_FUNCTION),
};

type LambdaContext = Parameters<Logger["addContext"]>[0];

/** Imports files that were put into the bucket, or confirms an import; see docs/functions.md. */
export async function handler(
  event: unknown,
  context?: LambdaContext,
): Promise<ObjectImport[] | ConfirmResult> {
  if (context !== undefined) logger.addContext(context);
  try {
    // Lambda calls the retries of an invocation by the same id.
    return await answerTo(event, context === undefined ? {} : { runner: context.awsRequestId });
  } finally {
    emitMemory(metrics);
  }
}

async function answerTo(
  event: unknown,
  runner: { runner?: string },
): Promise<ObjectImport[] | ConfirmResult> {
  if (isConfirmation(event)) {
    const result = await confirmImport(readPayload(confirmPayloadSchema, event), ports);
    logger.info("confirmed", { ...result });
    return result;
  }
  const results = await importObjects(readPayload(importSchemaFor(event), event), { ...ports, ...runner });
  for (const result of results) {
    logger[result.status === "refused" ? "warn" : "info"](result.status, { object: result });
  }
  return results;
}
