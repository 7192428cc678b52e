import * as z from "zod";
import { MOST_INLINE } from "../contract/parts.ts";
import { daySchema } from "../values/day.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import type { Part, PartsPlan } from "./plan.ts";

/**
 * What an execution of the state machine is started with. It invokes `fold` with each of `parts`, and then `recompute` with
 * `sector` and `run`.
 */
export interface PartsInput {
  sector: string;
  run: string;
  /** Whether a distributed map folds the parts: an inline one does at most 40 at once. */
  isMany: boolean;
  parts: Part[];
}

/** The input of the execution that folds a plan. */
export function partsInput({ sector, run, parts }: PartsPlan): PartsInput {
  return { sector, run, isMany: parts.length > MOST_INLINE, parts };
}

/** Folds one part of a run. */
export const foldPayloadSchema = z.strictObject({
  sector: sectorIdSchema,
  run: z.string("must name a run").min(1, "must name a run"),
  shard: z.int("must be a whole number").nonnegative("must be 0 or more"),
  from: daySchema.nullable(),
  to: daySchema.nullable(),
});
export type FoldPayload = z.infer<typeof foldPayloadSchema>;
