import { nodesOf } from "./components.ts";
import type { NumberedGraph } from "./ring-system.ts";
import type { SupplyGraph } from "./supply-graph.ts";

const MOST_ERROR_SWEEPS = 100;

/**
 * By how much a remaining step of iteration in a component must be multiplied to bound the error; `null` when
 * no small factor is found.
 *
 * For numbers `w` with `1 + max over inputs Σ share · w_j ≤ w_i`, a residual of at most ε leaves an error of at
 * most `ε · w`. The factor is the largest `w`. The sweeps start with 1 for each node and stop when no number
 * moves by more than 1/2. Then twice each number satisfies the condition, since the shares of an input add up
 * to at most 1.
 */
export function boundError({ graph, components, numbers }: NumberedGraph, component: number): number | null {
  const nodes = nodesOf(components, component);
  const weights = new Float64Array(nodes.length).fill(1);
  const weightOf = (node: number) =>
    components.componentOf[node] === component ? (weights[numbers[node] ?? 0] ?? 0) : 0;
  for (let sweep = 0; sweep < MOST_ERROR_SWEEPS; sweep += 1) {
    let moved = 0;
    for (const [number, node] of nodes.entries()) {
      const next = 1 + heaviestInput(graph, node, weightOf);
      moved = Math.max(moved, next - (weights[number] ?? 0));
      weights[number] = next;
    }
    if (moved <= 0.5) return 2 * weights.reduce((most, each) => Math.max(most, each), 1);
  }
  return null;
}

/** The largest `Σ share · weight` of the inputs of a node. */
function heaviestInput(graph: SupplyGraph, node: number, weightOf: (node: number) => number): number {
  const { inputStart, linkStart, upstream, share } = graph;
  let heaviest = 0;
  for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
    let sum = 0;
    for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
      sum += (share[link] ?? 0) * weightOf(upstream[link] ?? 0);
    }
    heaviest = Math.max(heaviest, sum);
  }
  return heaviest;
}
