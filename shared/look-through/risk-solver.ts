import type { Components } from "./components.ts";
import { createLaneSolver, type LaneSolver } from "./lane-solver.ts";
import { LANES } from "./lane-state.ts";
import { propagate } from "./propagation.ts";
import type { Rings } from "./rings.ts";
import type { Removed, Risk, RiskOptions, RiskSolver } from "./risk.ts";
import { createState, markStale, type SolverState } from "./solver-state.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/**
 * A solver for `r_i = max over inputs c of Σ_j share_ijc · r_j`, with `r_i = 1` for what is removed. Inputs are
 * complements (a pack needs its cells and its electronics), so the worst input decides. In the upper bound, the
 * part of an input that no link explains counts as lost, and so do nodes that may be removed.
 *
 * A cycle has several solutions; this is the least one (the least fixed point). It is found by iteration where
 * a small step guarantees a small error, and otherwise by elimination. Where elimination would take too long,
 * the bounds are wider than necessary, but still true.
 *
 * The state before any removal is computed once. A removal then computes only what depends on it, upstream
 * first and each component once, and is undone afterwards. So it costs the links of that part, not those of the
 * whole graph.
 */
export function createRiskSolver(
  graph: SupplyGraph,
  components: Components,
  rings: Rings,
  options: RiskOptions,
): RiskSolver {
  const state = createState(graph, components, rings, options);
  propagate(state, 0);
  forgetTouched(state);
  const before = { lower: state.risk.lower.slice(), upper: state.risk.upper.slice() };
  const removing: RiskSolver["removing"] = (removed, read) => {
    const first = takeAway(state, removed);
    propagate(state, first);
    try {
      return read(state.risk);
    } finally {
      undo(state, removed, before);
    }
  };
  return {
    removing,
    removingEach: eachOf(state, removing),
    workDone: () => state.linksRead + state.multiplied,
  };
}

/**
 * Solves several removals together where one alone changes so much that they change the same nodes. Otherwise
 * each is solved alone.
 */
function eachOf(state: SolverState, removing: RiskSolver["removing"]): RiskSolver["removingEach"] {
  let solveTogether: LaneSolver | null = null;
  let isWide = false;
  return (removals, bounds, read) => {
    for (let from = 0; from < removals.length; ) {
      const group = removals.slice(from, isWide ? from + LANES : from + 1);
      const start = from;
      from += group.length;
      if (group.length > 1 && group.every(({ links }) => links.length === 0)) {
        solveTogether ??= createLaneSolver(state);
        solveTogether(group, bounds, (risk, at) => read(risk, start + at));
        continue;
      }
      for (const [at, removed] of group.entries()) {
        removing(removed, (risk) => {
          isWide = risk.touched.length * LANES > state.graph.ids.length;
          read(risk, start + at);
        });
      }
    }
  };
}

/** Marks what is removed as stale, and returns the first component that contains some of it. */
function takeAway(state: SolverState, { nodes, maybe, links }: Removed): number {
  const { risk, graph, components } = state;
  let first = components.cyclic.length;
  const mark = (node: number) => {
    markStale(state, node);
    first = Math.min(first, components.componentOf[node] ?? 0);
  };
  for (const node of nodes) {
    risk.removed[node] = 1;
    mark(node);
  }
  for (const node of maybe) {
    state.maybe[node] = 1;
    mark(node);
  }
  for (const link of links) {
    risk.lostLinks[link] = 1;
    mark(graph.dependentOf[link] ?? 0);
  }
  return first;
}

/** Restores the state before any removal. */
function undo(state: SolverState, removed: Removed, before: Pick<Risk, "lower" | "upper">): void {
  const { risk, options } = state;
  for (const node of removed.nodes) risk.removed[node] = 0;
  for (const node of removed.maybe) state.maybe[node] = options.maybe[node] ?? 0;
  for (const link of removed.links) risk.lostLinks[link] = 0;
  for (const node of risk.touched) {
    risk.lower[node] = before.lower[node] ?? 0;
    risk.upper[node] = before.upper[node] ?? 0;
  }
  forgetTouched(state);
}

function forgetTouched(state: SolverState): void {
  for (const node of state.risk.touched) state.unpassed[node] = 0;
  state.risk.touched = [];
}
