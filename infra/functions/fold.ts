import type { Bucket } from "aws-cdk-lib/aws-s3";
import { partsBucketEnv } from "../../shared/contract/parts.ts";
import { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { readingPositions, workingOnParts } from "./permissions.ts";
import { type FunctionSurroundings, inStack, usualProps } from "./surroundings.ts";

/** Adds the function that folds one part of a large sector. It reads positions, and writes what it folded. */
export function addFoldFunction(surroundings: FunctionSurroundings, bucket: Bucket): LeastPrivilegeFunction {
  const { scope, encryptionKey, supply } = surroundings;
  return new LeastPrivilegeFunction(scope, "Fold", {
    entry: "functions/fold/handler.ts",
    description: "Folds one part of the positions of a large sector",
    environment: {
      ...supply.environment(["positions"]),
      [partsBucketEnv]: bucket.bucketName,
      ...inStack(surroundings),
    },
    allows: [
      ...readingPositions(supply),
      ...supply.decrypting(["positions"]),
      ...workingOnParts(bucket, encryptionKey, ["s3:GetObject", "s3:PutObject"]),
    ],
    ...usualProps("fold", surroundings),
  });
}
