import type { Components } from "./components.ts";
import type { Rings } from "./rings.ts";
import type { Risk, RiskOptions } from "./risk.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** The arrays that all removals of one solver share. */
export interface SolverState {
  graph: SupplyGraph;
  components: Components;
  rings: Rings;
  options: RiskOptions;
  risk: Risk;
  /** 1 for each node that may be removed: by any removal (`options.maybe`), or by this one. */
  maybe: Uint8Array;
  /** 1 for each node whose risk must be computed again. */
  isStale: Uint8Array;
  /** 1 for each component that holds a stale node. */
  holdsStale: Uint8Array;
  /** By how much the risk of each node changed since its dependents were last marked as stale. */
  unpassed: Float64Array;
  /** The number of multiplications in rings so far. */
  multiplied: number;
  /** The number of links read so far, outside of eliminations. */
  linksRead: number;
}

/** The state before any removal, with every node still to be computed. */
export function createState(
  graph: SupplyGraph,
  components: Components,
  rings: Rings,
  options: RiskOptions,
): SolverState {
  const count = graph.ids.length;
  const risk: Risk = {
    lower: new Float64Array(count),
    upper: new Float64Array(count),
    removed: new Uint8Array(count),
    lostLinks: new Uint8Array(graph.links.length),
    touched: [],
  };
  return {
    graph,
    components,
    rings,
    options,
    risk,
    maybe: options.maybe.slice(),
    isStale: new Uint8Array(count).fill(1),
    holdsStale: new Uint8Array(components.cyclic.length).fill(1),
    unpassed: new Float64Array(count),
    multiplied: 0,
    linksRead: 0,
  };
}

/** Sets the risk of a node and returns by how much it changed. */
export function setNode({ risk }: SolverState, node: number, lower: number, upper: number): number {
  const moved = Math.max(
    Math.abs(lower - (risk.lower[node] ?? 0)),
    Math.abs(upper - (risk.upper[node] ?? 0)),
  );
  if (moved > 0) {
    risk.touched.push(node);
    risk.lower[node] = lower;
    risk.upper[node] = upper;
  }
  return moved;
}

/** Marks all nodes that depend on this one as stale. */
export function markDependents(state: SolverState, node: number): void {
  const { dependentStart, dependents } = state.graph;
  const last = dependentStart[node + 1] ?? 0;
  for (let at = dependentStart[node] ?? 0; at < last; at += 1) markStale(state, dependents[at] ?? 0);
}

/** Marks a node as stale. */
export function markStale({ components, isStale, holdsStale }: SolverState, node: number): void {
  // What is stale already has marked its component.
  if (isStale[node] === 1) return;
  isStale[node] = 1;
  holdsStale[components.componentOf[node] ?? 0] = 1;
}
