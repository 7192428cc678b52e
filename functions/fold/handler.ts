import { Logger } from "@aws-lambda-powertools/logger";
import { stackEnv } from "../../shared/contract/functions.ts";
import { partsBucketEnv } from "../../shared/contract/parts.ts";
import { shardsRead, tables } from "../../shared/contract/tables.ts";
import { type FoldPayload, foldPayloadSchema } from "../../shared/parts/machine.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createPositionStore } from "../aws/dynamo/position-store.ts";
import { createS3Client } from "../aws/s3/client.ts";
import { createPlannedParts } from "../aws/s3/part-store.ts";
import { readEnvironment, readShards } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { createMetrics, emitMemory } from "../runtime/metrics.ts";
import { type FoldResult, foldPart } from "./fold.ts";

const environment = readEnvironment(process.env, [tables.positions.env, partsBucketEnv]);
const logger = new Logger({ serviceName: "fold" });
const metrics = createMetrics("fold", process.env[stackEnv] ?? null);

const ports = {
  positions: createPositionStore(
    createDynamoClient(),
    environment.POSITIONS_TABLE,
    readShards(process.env, shardsRead.env),
  ),
  parts: createPlannedParts(createS3Client(process.env.AWS_ENDPOINT_URL_S3), environment.PARTS_BUCKET),
};

/** Folds one part of a large sector. Step Functions invoke it; see docs/functions.md. */
export const handler = lambda<FoldPayload, FoldResult>({
  logger,
  schemaOf: () => foldPayloadSchema,
  async run(payload) {
    const result = await foldPart(payload, ports);
    logger.info("folded", { ...payload, positions: result.positions });
    return result;
  },
  afterwards: () => emitMemory(metrics),
});
