import type { AssessmentSummary } from "../assessment/summary.ts";
import { rangeText } from "../text/measured-value.ts";
import { otherPairsText, pairInText } from "../text/pair.ts";
import { recoveryText } from "../text/recovery.ts";
import { removalInText } from "../text/removal-in-text.ts";

/** The two that cost most if both stop, where that is more than any single one costs. */
export function pairLines({ measures }: AssessmentSummary): string[] {
  const pair = measures?.worstPair;
  if (pair === undefined) return [];
  const share = rangeText({ kind: "loss", of: "owner" }, pair.loss);
  const others = otherPairsText({ otherPairsAtMost: measures?.otherPairsAtMost });
  const lost = `If ${pairInText(pair)} both stop, ${share} is no longer delivered`;
  return [others === null ? lost : `${lost}. ${others}`];
}

/** What is missing until all are back by the single removal that costs most; nothing where that is not known. */
export function worstRecoveryLines({ measures, unit }: AssessmentSummary): string[] {
  const worst = measures?.worstRemoval;
  if (worst?.recovery === undefined) return [];
  const text = recoveryText(worst.recovery, unit);
  const name = removalInText(worst);
  return text === null ? [] : [`If ${name} stops, missing until all are back: ${text}`];
}
