import type { Network } from "../look-through/network.ts";
import { createOpenRisk, openFacts } from "../look-through/open-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound } from "../values/interval.ts";
import { mostMovedByAnswers } from "./most-moved.ts";
import { questionsInLookThrough } from "./questions-in-look-through.ts";
import { createSoldLoss } from "./sold-loss.ts";
import type { OpenValue, Unknown } from "./unknown.ts";

/**
 * The share at risk when a set is removed, as it depends on what is not known. Its bounds are those of a world in which all that
 * is not known is safe, and of one in which all of it is lost; an answer switches its part. The scope must have exposure.
 */
export function openLookThrough(scope: Scope, set: RemovedSet, network: Network): OpenValue {
  const list = questionsInLookThrough(scope, set, network);
  const open = openFacts(network, set);
  const risks = {
    lower: createOpenRisk(network, set, open, "safe"),
    upper: createOpenRisk(network, set, open, "lost"),
  };
  const before = { lower: risks.lower.before, upper: risks.upper.before };
  const losses = {
    lower: createSoldLoss(scope, set, network, { before: before.lower, isLost: false }),
    upper: createSoldLoss(scope, set, network, { before: before.upper, isLost: true }),
  };
  const share = (bound: Bound, answered: readonly Unknown[]) => {
    const facts = answered.flatMap((one) => list.about(one).filter((about) => about !== null));
    const asked = new Set(answered.map((one) => one.asked));
    return risks[bound].switching(facts, (risk, changed) => losses[bound](risk, changed, asked));
  };
  const now = { lower: share("lower", []), upper: share("upper", []) };
  return {
    now,
    unknowns: list.unknowns(),
    ifSmallest: (answered) => ({ ...now, upper: Math.min(now.upper, share("upper", answered)) }),
    ifLargest: (answered) => ({ ...now, lower: Math.max(now.lower, share("lower", answered)) }),
    mostMoved: mostMovedByAnswers(scope, set, network, list, before),
  };
}
