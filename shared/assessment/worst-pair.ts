import { isMoreLost } from "../look-through/removal.ts";
import { type Assessment, measuredSector } from "./assessment.ts";
import type { SimulatedPair } from "./simulated-pairs.ts";

/**
 * The two removals that together certainly cost a sector most, where that is more than any single one costs; `null` where it is
 * not, or where no pairs were computed.
 */
export function worstPair(assessment: Assessment): SimulatedPair | null {
  const [pair] = assessment.pairs ?? [];
  const single = measuredSector(assessment)?.removals[0]?.loss.lower ?? 0;
  return pair !== undefined && isMoreLost(pair.loss.lower, single) ? pair : null;
}
