import type { Components } from "./components.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** For each node, the fraction that it can no longer deliver: certainly (`lower`) and possibly (`upper`). */
export interface Risk {
  lower: Float64Array;
  upper: Float64Array;
  /** 1 for each node that is removed itself. */
  removed: Uint8Array;
}

export interface RiskOptions {
  /** 1 for each node of which it is not known whether it belongs to what is removed. */
  maybe: Uint8Array;
  /** Whether a supplier without links is a leaf that is safe, or one of whom nothing is known. */
  unmappedSuppliers: "safe" | "unknown";
}

export interface RiskSolver {
  /**
   * The risk once `members` deliver nothing. It is only valid within `read`: the arrays are shared between
   * removals.
   */
  removing<Result>(members: readonly number[], read: (risk: Risk) => Result): Result;
}

/** Moves smaller than this are not passed on within a cycle: so it comes to rest. */
const PRECISION = 1e-12;

/**
 * Solves `r_i = max over inputs c of Σ_j share_ijc · r_j` with `r_i = 1` for what is removed: inputs are
 * complements, so the worst one decides. For the upper bound, the part of an input that no link explains, and
 * nodes that may belong to what is removed, count 1. In a cycle it is the least fixed point, from 0 upwards.
 *
 * The state before any removal is found once. A removal then visits only what depends on its members, upstream
 * first and each component once, and is undone afterwards: it costs the links of that part, not of the graph.
 */
export function createRiskSolver(
  graph: SupplyGraph,
  components: Components,
  options: RiskOptions,
): RiskSolver {
  const count = graph.ids.length;
  const state: SolverState = {
    graph,
    components,
    options,
    risk: {
      lower: new Float64Array(count),
      upper: new Float64Array(count),
      removed: new Uint8Array(count),
    },
    isStale: new Uint8Array(count).fill(1),
    holdsStale: new Uint8Array(components.cyclic.length).fill(1),
    touched: [],
  };
  propagate(state, 0);
  state.touched = [];
  const before = { lower: state.risk.lower.slice(), upper: state.risk.upper.slice() };
  return {
    removing(members, read) {
      let first = components.cyclic.length;
      for (const node of members) {
        state.risk.removed[node] = 1;
        markStale(state, node);
        first = Math.min(first, components.componentOf[node] ?? 0);
      }
      propagate(state, first);
      try {
        return read(state.risk);
      } finally {
        undo(state, members, before);
      }
    },
  };
}

interface SolverState {
  graph: SupplyGraph;
  components: Components;
  options: RiskOptions;
  risk: Risk;
  /** 1 for each node that something it depends on has moved. */
  isStale: Uint8Array;
  /** 1 for each component that holds a stale node. */
  holdsStale: Uint8Array;
  /** The nodes that this removal moved, some more than once. */
  touched: number[];
}

/** Brings all stale nodes up to date, upstream first; in a cycle round by round, until it comes to rest. */
function propagate(state: SolverState, first: number): void {
  const { components, holdsStale, isStale } = state;
  const { nodes, start, cyclic } = components;
  for (let component = first; component < holdsStale.length; component += 1) {
    const from = start[component] ?? 0;
    const to = start[component + 1] ?? 0;
    const smallestMove = cyclic[component] === 0 ? 0 : PRECISION;
    while (holdsStale[component] === 1) {
      holdsStale[component] = 0;
      for (let at = from; at < to; at += 1) {
        const node = nodes[at] ?? 0;
        if (isStale[node] === 0) continue;
        isStale[node] = 0;
        if (solveNode(state, node) > smallestMove) markDependents(state, node);
      }
    }
  }
}

/** Brings one node up to date and returns by how much it moved. */
function solveNode({ graph, risk, options, touched }: SolverState, node: number): number {
  const { inputStart, linkStart, upstream, share, missing } = graph;
  const { lower: lowers, upper: uppers, removed } = risk;
  const firstInput = inputStart[node] ?? 0;
  const lastInput = inputStart[node + 1] ?? 0;
  // One pass for both bounds: this is where a ranking spends its time.
  let lower = 0;
  let upper = firstInput === lastInput && options.unmappedSuppliers === "unknown" ? 1 : 0;
  for (let input = firstInput; input < lastInput; input += 1) {
    let certain = 0;
    let possible = missing[input] ?? 0;
    const lastLink = linkStart[input + 1] ?? 0;
    for (let link = linkStart[input] ?? 0; link < lastLink; link += 1) {
      const part = share[link] ?? 0;
      const above = upstream[link] ?? 0;
      certain += part * (lowers[above] ?? 0);
      possible += part * (uppers[above] ?? 0);
    }
    if (certain > lower) lower = certain;
    if (possible > upper) upper = possible;
  }
  if (removed[node] === 1) lower = 1;
  lower = Math.min(1, lower);
  upper = lower === 1 || options.maybe[node] === 1 ? 1 : Math.min(1, upper);
  const moved = Math.max(Math.abs(lower - (lowers[node] ?? 0)), Math.abs(upper - (uppers[node] ?? 0)));
  if (moved > 0) {
    touched.push(node);
    lowers[node] = lower;
    uppers[node] = upper;
  }
  return moved;
}

function markDependents(state: SolverState, node: number): void {
  const { dependentStart, dependents } = state.graph;
  const last = dependentStart[node + 1] ?? 0;
  for (let at = dependentStart[node] ?? 0; at < last; at += 1) markStale(state, dependents[at] ?? 0);
}

function markStale({ components, isStale, holdsStale }: SolverState, node: number): void {
  isStale[node] = 1;
  holdsStale[components.componentOf[node] ?? 0] = 1;
}

function undo(state: SolverState, members: readonly number[], before: Pick<Risk, "lower" | "upper">): void {
  const { risk } = state;
  for (const node of members) risk.removed[node] = 0;
  for (const node of state.touched) {
    risk.lower[node] = before.lower[node] ?? 0;
    risk.upper[node] = before.upper[node] ?? 0;
  }
  state.touched = [];
}
