import type { Risk } from "./risk.ts";
import type { SupplyGraph } from "./supply-graph.ts";

// Inputs within this difference of the worst one decide too: it is only rounding.
const TIE = 1e-11;

/**
 * The inputs that decide how much a node certainly loses: the worst one, and those that lose as much. None when
 * nothing is lost.
 */
export function bindingInputs(graph: SupplyGraph, node: number, risk: Risk): number[] {
  const { inputStart } = graph;
  const first = inputStart[node] ?? 0;
  const lost = Array.from({ length: (inputStart[node + 1] ?? 0) - first }, (_, at) =>
    certainLoss(graph, first + at, risk),
  );
  const worst = Math.max(0, ...lost);
  if (worst === 0) return [];
  return lost.flatMap((loss, at) => (loss > 0 && loss >= worst - TIE ? [first + at] : []));
}

/** The links of an input, as positions in the arrays of the graph. */
export function* linksOf({ linkStart }: SupplyGraph, input: number): Generator<number> {
  const last = linkStart[input + 1] ?? 0;
  for (let link = linkStart[input] ?? 0; link < last; link += 1) yield link;
}

function certainLoss(graph: SupplyGraph, input: number, { lower, lostLinks }: Risk): number {
  let lost = 0;
  for (const link of linksOf(graph, input)) {
    const isLost = lostLinks[link] === 1;
    lost += (graph.share[link] ?? 0) * (isLost ? 1 : (lower[graph.upstream[link] ?? 0] ?? 0));
  }
  return lost;
}
