import { createSearch, NOT_VISITED, visitFrom } from "./component-search.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/**
 * The strongly connected components of a supply graph, each after all components that it depends on. Solving
 * them in this order, each once, solves the graph. Component `k` holds `nodes[start[k]]` up to, but not
 * including, `nodes[start[k + 1]]`.
 */
export interface Components {
  nodes: Int32Array;
  start: Int32Array;
  componentOf: Int32Array;
  /** 1 for each component whose members depend on each other, or on themselves. */
  cyclic: Uint8Array;
}

/** The nodes of a component. */
export function nodesOf({ nodes, start }: Components, component: number): Int32Array {
  return nodes.subarray(start[component], start[component + 1]);
}

/**
 * Finds the components in time linear in nodes and links. It does not recurse, so a deep graph needs no deep stack.
 * Source: Tarjan (1972), "Depth-first search and linear graph algorithms".
 */
export function findComponents(graph: SupplyGraph): Components {
  const search = createSearch(graph);
  for (let root = 0; root < graph.ids.length; root += 1) {
    if (search.number[root] === NOT_VISITED) visitFrom(search, root);
  }
  return {
    nodes: Int32Array.from(search.nodes),
    start: Int32Array.from(search.start),
    componentOf: search.componentOf,
    cyclic: Uint8Array.from(search.cyclic),
  };
}
