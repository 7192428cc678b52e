import type { Network } from "../look-through/network.ts";
import { createOpenRisk, openFacts } from "../look-through/open-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound } from "../values/interval.ts";
import { mostMovedByAnswers } from "./most-moved.ts";
import { type Asked, questionsInLookThrough } from "./questions-in-look-through.ts";
import { createSoldLoss } from "./sold-loss.ts";
import { mayLeaveOpen, type OpenValue, type Unknown } from "./unknown.ts";

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
  const unknowns = list.unknowns();
  const upperIfSafe = (answered: readonly Unknown[]) => Math.min(now.upper, share("upper", answered));
  const lowerIfLost = (answered: readonly Unknown[]) => Math.max(now.lower, share("lower", answered));
  return {
    now,
    unknowns,
    ifSmallest: (answered) => ({ ...now, upper: upperIfSafe(answered) }),
    ifLargest: (answered) => ({ ...now, lower: lowerIfLost(answered) }),
    narrowed: (answered) => {
      const moved = [now.upper - upperIfSafe(answered), lowerIfLost(answered) - now.lower];
      const isEither = answered.every((one) => hasTwoAnswers(one, list.about(one)));
      return {
        lower: isEither && answered.length === 1 ? Math.min(...moved) : 0,
        upper: Math.max(...moved),
      };
    },
    mostMoved: mostMovedByAnswers(scope, set, network, list, before),
  };
}

/**
 * Whether the least that answers narrow the interval by is known: one supplier belongs to what is removed or does not, or only single
 * positions are asked about. Answers that lie between, or that put one of several at risk and another not, may narrow it by less than
 * both extremes: what they leave open may then matter more.
 */
function hasTwoAnswers(unknown: Unknown, about: readonly Asked[]): boolean {
  if (mayLeaveOpen(unknown)) return false;
  const facts = about.filter((one) => one !== null);
  if (facts.length === 0) return !unknown.questions.includes("program");
  return about.length === 1 && facts.every((one) => one.about === "owned" || one.about === "standing");
}
