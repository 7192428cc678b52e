import type { Network } from "../look-through/network.ts";
import { createOpenRisk, openFacts } from "../look-through/open-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound } from "../values/interval.ts";
import { mostMovedByAnswers } from "./most-moved.ts";
import { canBe, isOpen } from "./open-group.ts";
import { type Asked, type AskedFact, questionsInLookThrough } from "./questions-in-look-through.ts";
import { createSoldLoss } from "./sold-loss.ts";
import { askedOf, type OpenValue, type QuestionList, type Unknown } from "./unknown.ts";

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
    const facts = settledAs(bound === "lower" ? "yes" : "no", answered, list);
    const asked = askedOf(answered);
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

/** The facts that these answers settle: that a supplier belongs to what is removed (`yes`), and all is lost; or none of it. */
export function settledAs(
  goal: "yes" | "no",
  answered: readonly Unknown[],
  list: QuestionList<Asked>,
): AskedFact[] {
  const asked = askedOf(answered);
  const about = [...new Set(answered.flatMap((one) => list.about(one)))].filter((fact) => fact !== null);
  return about.filter(({ group }) => group === undefined || canBe(goal, group, asked));
}

/**
 * Whether the least that answers narrow the interval by is known: one supplier belongs to what is removed or does not, or only single
 * positions are asked about. Answers that lie between, that put one of several at risk and another not, or that leave it open may
 * narrow it by less than both extremes: what they leave open may then matter more.
 */
function hasTwoAnswers({ asked, questions }: Unknown, about: readonly Asked[]): boolean {
  const [fact, ...others] = about;
  if (fact == null) return others.every((one) => one === null) && !questions.includes("program");
  if (others.length > 0) return false;
  const { group } = fact;
  if (group === undefined) return fact.about === "standing";
  return isOpen(group) && group.asked === asked && !isOpen(group.above);
}
