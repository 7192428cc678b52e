import type { Bucket } from "aws-cdk-lib/aws-s3";
import { recomputeFunctionEnv } from "../../shared/contract/functions.ts";
import { shardsWritten } from "../../shared/contract/tables.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { ImportFunction } from "./import-function.ts";
import { readingPositions } from "./permissions.ts";
import { type FunctionSurroundings, inStack, usualProps, WITHOUT_LEDGERS } from "./surroundings.ts";

/** What an import uses besides the tables. */
export interface ImportSurroundings {
  bucket: Bucket;
  recompute: LeastPrivilegeFunction;
}

/** Adds the function that imports files from the bucket, and then starts the recompute. */
export function addImportFunction(
  surroundings: FunctionSurroundings,
  { bucket, recompute }: ImportSurroundings,
): ImportFunction {
  const { scope, deployment, supply } = surroundings;
  const { functionName, functionArn } = recompute.handler;
  const { positions, suppliers, links, holdings, assessments } = supply.byName;
  return new ImportFunction(scope, "Import", {
    bucket,
    entry: "functions/import/handler.ts",
    description: "Imports files that are put into the bucket, and starts the recompute of their sectors",
    environment: {
      ...supply.environment(WITHOUT_LEDGERS),
      [recomputeFunctionEnv]: functionName,
      [shardsWritten.env]: String(deployment.shards.written),
      ...inStack(surroundings),
    },
    allows: [
      // The records of refused rows are stored in the table of assessments.
      ...[positions, suppliers, links, holdings, assessments].map(({ tableArn }) => ({
        actions: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
        resource: tableArn,
      })),
      ...readingPositions(supply),
      { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
      { actions: ["dynamodb:Scan"], resource: links.tableArn },
      { actions: ["dynamodb:Scan"], resource: holdings.tableArn },
      ...supply.encrypting(WITHOUT_LEDGERS),
      { actions: ["lambda:InvokeFunction"], resource: functionArn },
    ],
    failures: surroundings.failures,
    ...usualProps("import", surroundings),
  });
}
