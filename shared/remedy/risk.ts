import { holdersOf, unsureOf } from "./line-holders.ts";
import { giversOf, leastGiven, OUT_OF_REACH, type RiskLine, valueAfter } from "./lines.ts";
import type { Move, NoMove, Target } from "./remedy.ts";
import { takersOf } from "./takers.ts";

/**
 * The remedy for a limit on `Σ e·r / E`, or on 1 minus this when too little is bad: the smallest move, and
 * which known holders may take it. A line may always give to a new source.
 */
export function moveFromRisk(lines: readonly RiskLine[], total: number, target: Target): Move | NoMove {
  const given = leastGiven(lines, total, target);
  if (given === null) return OUT_OF_REACH;
  const givers = giversOf(lines, given);
  const holders = holdersOf(lines, target.growth);
  const takers = takersOf(givers, holders.free);
  const exposure = givers.reduce((sum, giver) => sum + giver.exposure, 0);
  return {
    exposure,
    givers,
    takers,
    newSources: exposure - takers.reduce((sum, { takes }) => sum + takes, 0),
    unsure: unsureOf(givers, holders),
    clearsPossible: target.isInside(valueAfter(lines, given, total, target.side, "possible")),
    removals: [],
    downTo: null,
    newSourceMost: null,
    amongKnown: null,
  };
}
