import type { AssessmentSummary } from "../assessment/summary.ts";
import { pairName } from "../text/pair.ts";
import { shareRange } from "../text/share.ts";

/** The two that cost most if both stop, where that is more than any single one costs. */
export function pairLines({ measures }: AssessmentSummary): string[] {
  const pair = measures?.worstPair;
  return pair === undefined
    ? []
    : [`Stops if both stop, ${pairName(pair)}: ${shareRange(pair.loss.lower, pair.loss.upper)}`];
}
