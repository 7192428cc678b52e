import type { Network } from "../look-through/network.ts";
import { createOpenRisk, openFacts } from "../look-through/open-risk.ts";
import { inOrderOfRisk, type RiskOfExposure, shareLost } from "../look-through/optional-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { visitSellers } from "../look-through/scope-loss.ts";
import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { type SellerTotals, sellerTotals } from "../supply/seller-totals.ts";
import type { Bound } from "../values/interval.ts";
import { mostMovedByAnswers } from "./most-moved.ts";
import { questionsInLookThrough } from "./questions-in-look-through.ts";
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
  const share = (bound: Bound, answered: readonly Unknown[]) => {
    const switched = new Set(answered.map(({ asked }) => asked));
    const isLost = (asked: string | null) => (bound === "upper") !== switched.has(asked);
    const facts = answered.flatMap((one) => list.about(one).filter((about) => about !== null));
    return risks[bound].switching(facts, (risk) => shareAtRisk(scope, set, network, { risk, isLost }));
  };
  const now = { lower: share("lower", []), upper: share("upper", []) };
  return {
    now,
    unknowns: list.unknowns(),
    ifSmallest: (answered) => ({ ...now, upper: Math.min(now.upper, share("upper", answered)) }),
    ifLargest: (answered) => ({ ...now, lower: Math.max(now.lower, share("lower", answered)) }),
    mostMoved: mostMovedByAnswers(scope, set, network, list, {
      lower: risks.lower.before,
      upper: risks.upper.before,
    }),
  };
}

/** What each node loses, and whether what is not known counts as lost where this party can answer. */
interface Counted {
  risk: Float64Array;
  isLost: (asked: string | null) => boolean;
}

function shareAtRisk(
  { cells, optional, total }: Scope,
  set: RemovedSet,
  network: Network,
  counted: Counted,
): number {
  let sum = 0;
  visitLost(sellerTotals(cells), set, network, counted, (fraction, exposure) => {
    sum += fraction * exposure;
  });
  const lost = Math.min(sum, total);
  if (optional.length === 0) return lost / total;
  const parts: RiskOfExposure[] = [];
  visitLost(sellerTotals(optional), set, network, counted, (...part) => parts.push(part));
  const inOrder = {
    certain: inOrderOfRisk(parts, "least first"),
    possible: inOrderOfRisk(parts, "most first"),
  };
  const bounds = shareLost({ lower: lost, upper: lost }, total, inOrder);
  // Which of it belongs to the scope is for one's own buyers to say.
  return counted.isLost(null) ? bounds.upper : bounds.lower;
}

function visitLost(
  sellers: SellerTotals,
  set: RemovedSet,
  { graph }: Network,
  { risk, isLost }: Counted,
  visit: (fraction: number, exposure: number) => void,
): void {
  visitSellers(sellers, set, (node, { made, maybeMade, other }) => {
    const asked = node === NO_NODE ? null : (graph.ids[node] ?? null);
    const sold = node === NO_NODE ? Number(isLost(null)) : (risk[node] ?? 0);
    if (made > 0) visit(1, made);
    if (maybeMade > 0) visit(isLost(asked) ? 1 : sold, maybeMade);
    if (other > 0) visit(sold, other);
  });
}
