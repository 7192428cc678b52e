import { type Components, nodesOf } from "./components.ts";
import { type CyclicSystem, createSystemBuilder } from "./cyclic-system.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** What a component of a graph gets from outside of it. */
export interface Outside {
  /** The fraction that each node outside of the component loses. */
  risk: Float64Array;
  /** 1 for each link of which everything is lost. */
  lostLinks: Uint8Array;
  /** Whether a node of the component certainly loses everything, whatever its inputs are. */
  isLost: (node: number) => boolean;
  /** Whether the part of an input that no link explains counts as lost. */
  losesMissing: boolean;
}

/** A graph, its components, and the number of each node within its component. */
export interface NumberedGraph {
  graph: SupplyGraph;
  components: Components;
  numbers: Int32Array;
}

/** The nodes of a component as a system of their own, numbered as `nodesOf` lists them. */
export function systemOf(
  { graph, components, numbers }: NumberedGraph,
  component: number,
  outside: Outside,
): CyclicSystem {
  const system = createSystemBuilder();
  for (const node of nodesOf(components, component)) {
    const last = outside.isLost(node) ? 0 : (graph.inputStart[node + 1] ?? 0);
    for (let input = graph.inputStart[node] ?? 0; input < last; input += 1) addInput(input);
    system.endNode();
  }
  return system.done();

  function addInput(input: number): void {
    const missing = graph.missing[input] ?? 0;
    let [lost, safe] = outside.losesMissing ? [missing, 0] : [0, missing];
    safe += graph.safe?.[input] ?? 0;
    for (let link = graph.linkStart[input] ?? 0; link < (graph.linkStart[input + 1] ?? 0); link += 1) {
      const above = graph.upstream[link] ?? 0;
      const part = graph.share[link] ?? 0;
      const isGone = outside.lostLinks[link] === 1 || outside.isLost(above);
      if (components.componentOf[above] === component && !isGone) {
        system.addLink(numbers[above] ?? 0, part);
        continue;
      }
      const risk = isGone ? 1 : (outside.risk[above] ?? 0);
      lost += part * risk;
      safe += part * (1 - risk);
    }
    system.endInput(lost, safe);
  }
}
