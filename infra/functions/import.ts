import type { Bucket } from "aws-cdk-lib/aws-s3";
import { recomputeFunctionEnv, stackEnv } from "../../shared/contract/names.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { ImportFunction } from "./import-function.ts";
import { type FunctionSurroundings, usualProps, WITHOUT_LEDGERS } from "./surroundings.ts";

/** What an import works with beside the tables. */
export interface ImportSurroundings {
  bucket: Bucket;
  recompute: LeastPrivilegeFunction;
}

/** Imports files that are put into the bucket, then starts the recompute. */
export function addImport(
  { stack, deployment, encryptionKey, supply }: FunctionSurroundings,
  { bucket, recompute }: ImportSurroundings,
): ImportFunction {
  const { functionName, functionArn } = recompute.handler;
  const { positions, suppliers, links, assessments } = supply.byName;
  return new ImportFunction(stack, "Import", {
    bucket,
    entry: "functions/import/handler.ts",
    description: "Imports files that are put into the bucket, and starts the recompute of their sectors",
    environment: {
      ...supply.environment(WITHOUT_LEDGERS),
      [recomputeFunctionEnv]: functionName,
      [stackEnv]: stack.stackName,
    },
    allows: [
      // Beside the assessments stands what was refused.
      ...[positions, suppliers, links, assessments].map(({ tableArn }) => ({
        actions: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
        resource: tableArn,
      })),
      { actions: ["dynamodb:Query"], resource: positions.tableArn },
      { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
      { actions: ["dynamodb:Scan"], resource: links.tableArn },
      ...supply.encrypting(WITHOUT_LEDGERS),
      { actions: ["lambda:InvokeFunction"], resource: functionArn },
    ],
    ...usualProps("import", encryptionKey, deployment),
  });
}
