import type { AssessmentSummary } from "../assessment/summary.ts";
import { rangeText } from "../text/measured-value.ts";
import { pairName } from "../text/pair.ts";

/** The two that cost most if both stop, where that is more than any single one costs. */
export function pairLines({ measures }: AssessmentSummary): string[] {
  const pair = measures?.worstPair;
  if (pair === undefined) return [];
  const share = rangeText({ kind: "loss", of: "owner" }, pair.loss);
  return [`Stops if ${pairName(pair)} both stop: ${share}`];
}
