import { createS3Client } from "../aws/s3/client.ts";
import { createFoldedParts } from "../aws/s3/part-store.ts";
import { createStepsClient } from "../aws/steps/client.ts";
import { createPartStarter } from "../aws/steps/part-starter.ts";
import type { PartsPorts } from "./ports.ts";

/** Where the parts of a deployed stack are folded: the bucket in which they lie, and the state machine. */
export interface PartsPlace {
  bucket: string;
  machine: string;
  /** Of S3, where it is not that of the region. */
  endpoint: string | undefined;
}

/** The ports of a stack that folds large sectors in parts. */
export function connectParts({
  bucket,
  machine,
  endpoint,
}: PartsPlace): Pick<PartsPorts, "store" | "starter"> {
  return {
    store: createFoldedParts(createS3Client(endpoint), bucket),
    starter: createPartStarter(createStepsClient(), machine),
  };
}
