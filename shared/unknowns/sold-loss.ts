import type { Network } from "../look-through/network.ts";
import { inOrderOfRisk, type RiskOfExposure, shareLost } from "../look-through/optional-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { visitSellers } from "../look-through/scope-loss.ts";
import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";

/**
 * The share of a scope that is lost, by the risk of each node, where the nodes that are not among the changed ones have the risk
 * of before, and what these parties can answer counts the other way round.
 */
export type SoldLoss = (
  risk: Float64Array,
  changed: Iterable<number>,
  asked: ReadonlySet<string | null>,
) => number;

/** The risk of each node before any answer, and whether all that is not known of what is sold counts as lost. */
interface Before {
  before: Float64Array;
  isLost: boolean;
}

/** Adds up once what is lost before any answer. An answer then costs only the sellers that it changes. */
export function createSoldLoss(scope: Scope, set: RemovedSet, network: Network, start: Before): SoldLoss {
  const { cells, optional, total } = scope;
  const sold = soldBy(cells, set, network);
  const other = optional.length === 0 ? null : soldBy(optional, set, network);
  const lostBefore = sumLost(sold, start);
  return (risk, changed, asked) => {
    const lost = Math.min(
      total,
      Math.max(0, lostBefore + moreLost(sold, start, { risk, changed, asked }, network)),
    );
    if (other === null) return lost / total;
    const parts = partsLost(other, start, risk, asked, network);
    const inOrder = {
      certain: inOrderOfRisk(parts, "least first"),
      possible: inOrderOfRisk(parts, "most first"),
    };
    const bounds = shareLost({ lower: lost, upper: lost }, total, inOrder);
    // Which of it belongs to the scope is for one's own buyers to say.
    return start.isLost !== asked.has(null) ? bounds.upper : bounds.lower;
  };
}

/** What is sold to a scope, in minor units: by each node, and by nobody who is known. */
interface Sold {
  /** Made in a removed country. */
  made: number;
  /** Made nobody knows where, and the rest, by node. */
  unclear: Float64Array;
  other: Float64Array;
  /** Not made in a removed country as far as anybody knows, and sold by nobody who is known. */
  byNobody: number;
}

function soldBy(cells: Scope["cells"], set: RemovedSet, { graph }: Network): Sold {
  const size = graph.ids.length;
  const sold = { made: 0, unclear: new Float64Array(size), other: new Float64Array(size), byNobody: 0 };
  visitSellers(sellerTotals(cells), set, (node, { made, maybeMade, other }) => {
    sold.made += made;
    if (node === NO_NODE) sold.byNobody += maybeMade + other;
    else {
      sold.unclear[node] = maybeMade;
      sold.other[node] = other;
    }
  });
  return sold;
}

function sumLost({ made, unclear, other, byNobody }: Sold, { before, isLost }: Before): number {
  let lost = made + (isLost ? byNobody : 0);
  for (const [node, risk] of before.entries()) {
    lost += (unclear[node] ?? 0) * (isLost ? 1 : risk) + (other[node] ?? 0) * risk;
  }
  return lost;
}

interface Answered {
  risk: Float64Array;
  changed: Iterable<number>;
  asked: ReadonlySet<string | null>;
}

/** How much more is lost than before; less than 0 where it is less. */
function moreLost(
  { unclear, other, byNobody }: Sold,
  { before, isLost }: Before,
  { risk, changed, asked }: Answered,
  { graph }: Network,
): number {
  let more = 0;
  for (const node of new Set(changed)) {
    const moved = (risk[node] ?? 0) - (before[node] ?? 0);
    more += (other[node] ?? 0) * moved;
    if (!isLost) more += (unclear[node] ?? 0) * moved;
  }
  for (const one of asked) {
    const node = one === null ? undefined : graph.nodeOf.get(one);
    // Where it is made is known now: then its seller alone decides, or it is lost.
    if (node !== undefined)
      more += (unclear[node] ?? 0) * (isLost ? (risk[node] ?? 0) - 1 : 1 - (risk[node] ?? 0));
  }
  return more + (asked.has(null) ? (isLost ? -byNobody : byNobody) : 0);
}

function partsLost(
  { made, unclear, other, byNobody }: Sold,
  { isLost }: Before,
  risk: Float64Array,
  asked: ReadonlySet<string | null>,
  { graph }: Network,
): RiskOfExposure[] {
  const parts: RiskOfExposure[] = [
    [1, made],
    [Number(isLost !== asked.has(null)), byNobody],
  ];
  for (const [node, id] of graph.ids.entries()) {
    parts.push(
      [isLost !== asked.has(id) ? 1 : (risk[node] ?? 0), unclear[node] ?? 0],
      [risk[node] ?? 0, other[node] ?? 0],
    );
  }
  return parts.filter(([, exposure]) => exposure > 0);
}
