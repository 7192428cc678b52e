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
  removing<Result>(members: Iterable<number>, read: (risk: Risk) => Result): Result;
}

/** Changes smaller than this end the iteration of a cycle. */
const PRECISION = 1e-12;
const MOST_SWEEPS = 1_000_000;

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
    dirty: new Uint8Array(components.cyclic.length).fill(1),
    touched: [],
  };
  propagate(state, 0);
  state.touched = [];
  const before = { lower: state.risk.lower.slice(), upper: state.risk.upper.slice() };
  return {
    removing(members, read) {
      let first = components.cyclic.length;
      for (const node of members) {
        const component = components.componentOf[node] ?? 0;
        state.risk.removed[node] = 1;
        state.dirty[component] = 1;
        first = Math.min(first, component);
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
  dirty: Uint8Array;
  /** The nodes that this removal moved. */
  touched: number[];
}

function propagate(state: SolverState, first: number): void {
  const { components, dirty } = state;
  for (let component = first; component < dirty.length; component += 1) {
    if (dirty[component] === 0) continue;
    dirty[component] = 0;
    const from = components.start[component] ?? 0;
    const to = components.start[component + 1] ?? 0;
    if (components.cyclic[component] === 0) solveNode(state, components.nodes[from] ?? 0);
    else solveCycle(state, components.nodes.subarray(from, to));
  }
}

function solveCycle(state: SolverState, nodes: Int32Array): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let largest = 0;
    for (const node of nodes) largest = Math.max(largest, solveNode(state, node));
    if (largest <= PRECISION) break;
  }
  // Their own round is over; what it touched outside is still to come.
  for (const node of nodes) state.dirty[state.components.componentOf[node] ?? 0] = 0;
}

/** Brings one node up to date and returns by how much it moved. */
function solveNode(state: SolverState, node: number): number {
  const { risk, options, touched } = state;
  const isRemoved = risk.removed[node] === 1;
  const lower = isRemoved ? 1 : worstInput(state.graph, node, risk.lower, 0);
  const upper = isRemoved || options.maybe[node] === 1 ? 1 : upperBound(state, node);
  const moved = Math.max(
    Math.abs(lower - (risk.lower[node] ?? 0)),
    Math.abs(upper - (risk.upper[node] ?? 0)),
  );
  if (moved === 0) return 0;
  touched.push(node);
  risk.lower[node] = lower;
  risk.upper[node] = upper;
  markDependents(state, node);
  return moved;
}

function upperBound({ graph, options, risk }: SolverState, node: number): number {
  const hasInputs = (graph.inputStart[node] ?? 0) < (graph.inputStart[node + 1] ?? 0);
  if (!hasInputs) return options.unmappedSuppliers === "unknown" ? 1 : 0;
  return worstInput(graph, node, risk.upper, 1);
}

/** The largest fraction lost of any input, with `unexplained` for the part that no link explains. */
function worstInput(graph: SupplyGraph, node: number, risk: Float64Array, unexplained: number): number {
  const { inputStart, linkStart, upstream, share, missing } = graph;
  let worst = 0;
  const lastInput = inputStart[node + 1] ?? 0;
  for (let input = inputStart[node] ?? 0; input < lastInput; input += 1) {
    let lost = unexplained * (missing[input] ?? 0);
    const lastLink = linkStart[input + 1] ?? 0;
    for (let link = linkStart[input] ?? 0; link < lastLink; link += 1) {
      lost += (share[link] ?? 0) * (risk[upstream[link] ?? 0] ?? 0);
    }
    if (lost > worst) worst = lost;
  }
  return Math.min(1, worst);
}

function markDependents({ graph, components, dirty }: SolverState, node: number): void {
  const last = graph.dependentStart[node + 1] ?? 0;
  for (let at = graph.dependentStart[node] ?? 0; at < last; at += 1) {
    dirty[components.componentOf[graph.dependents[at] ?? 0] ?? 0] = 1;
  }
}

function undo(state: SolverState, members: Iterable<number>, before: Pick<Risk, "lower" | "upper">): void {
  const { risk } = state;
  for (const node of members) risk.removed[node] = 0;
  for (const node of state.touched) {
    risk.lower[node] = before.lower[node] ?? 0;
    risk.upper[node] = before.upper[node] ?? 0;
  }
  state.touched = [];
}
