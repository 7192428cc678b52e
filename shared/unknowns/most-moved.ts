import { type ExposureWeight, exposureWeight } from "../look-through/exposure-weight.ts";
import type { Network } from "../look-through/network.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { visitSellers } from "../look-through/scope-loss.ts";
import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import type { Bound } from "../values/interval.ts";
import type { Asked } from "./questions-in-look-through.ts";
import type { QuestionList, Unknown } from "./unknown.ts";

/**
 * Bounds how far an answer can move a look-through: by what hangs on the nodes that it is about, times how far their risk is
 * open, and by what is sold without an origin. `before` is the risk of each node in both bounds.
 */
export function mostMovedByAnswers(
  { cells, optional, total }: Scope,
  set: RemovedSet,
  network: Network,
  list: QuestionList<Asked>,
  before: Readonly<Record<Bound, Float64Array>>,
): (unknown: Unknown) => number {
  const weights = [cells, optional].map((some) => exposureWeight(network, sellerTotals(some)));
  const unclear = unclearExposure([cells, optional], set);
  return (unknown) => {
    const { asked } = unknown;
    // Which exposure belongs to the scope may change anything.
    if (asked === null && optional.length > 0) return 1;
    const nodes = new Set(list.about(unknown).flatMap((fact) => fact?.node ?? []));
    const own = asked === null ? NO_NODE : (network.graph.nodeOf.get(asked) ?? null);
    let most = own === null ? 0 : (unclear.get(own) ?? 0);
    for (const weight of weights) most += weighed(weight, nodes, before);
    return Math.min(1, most / total);
  };
}

function weighed(
  { weight, undivided, aboveUndivided }: ExposureWeight,
  nodes: ReadonlySet<number>,
  before: Readonly<Record<Bound, Float64Array>>,
): number {
  let sum = 0;
  let isAbove = false;
  for (const node of nodes) {
    sum += (weight[node] ?? 0) * ((before.upper[node] ?? 1) - (before.lower[node] ?? 0));
    if (aboveUndivided[node] === 1) isAbove = true;
  }
  return isAbove ? sum + undivided : sum;
}

/** The exposure of each node of which the seller or the origin is not known, in minor units. */
function unclearExposure(all: readonly Scope["cells"][], set: RemovedSet): Map<number, number> {
  const unclear = new Map<number, number>();
  for (const cells of all) {
    visitSellers(sellerTotals(cells), set, (node, { maybeMade, other }) => {
      const open = node === NO_NODE ? maybeMade + other : maybeMade;
      if (open > 0) unclear.set(node, (unclear.get(node) ?? 0) + open);
    });
  }
  return unclear;
}
