import type { Bucket } from "aws-cdk-lib/aws-s3";
import { partsBucketEnv, stackEnv } from "../../shared/contract/names.ts";
import { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { readingPositions, workingOnParts } from "./permissions.ts";
import { type FunctionSurroundings, usualProps } from "./surroundings.ts";

/** Adds the function that folds one part of a large sector. It reads positions, and writes what it folded. */
export function addFoldFunction(
  { stack, deployment, encryptionKey, supply }: FunctionSurroundings,
  bucket: Bucket,
): LeastPrivilegeFunction {
  return new LeastPrivilegeFunction(stack, "Fold", {
    entry: "functions/fold/handler.ts",
    description: "Folds one part of the positions of a large sector",
    environment: {
      ...supply.environment(["positions"]),
      [partsBucketEnv]: bucket.bucketName,
      [stackEnv]: stack.stackName,
    },
    allows: [
      ...readingPositions(supply),
      ...supply.decrypting(["positions"]),
      ...workingOnParts(bucket, encryptionKey, ["s3:GetObject", "s3:PutObject"]),
    ],
    ...usualProps("fold", encryptionKey, deployment),
  });
}
