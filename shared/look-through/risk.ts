import type { Components } from "./components.ts";
import { solveSystem } from "./ring-solution.ts";
import { nodesOf, type Outside, type Rings } from "./rings.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** For each node, the fraction that it can no longer deliver: certainly (`lower`) and possibly (`upper`). */
export interface Risk {
  lower: Float64Array;
  upper: Float64Array;
  /** 1 for each node that is removed itself. */
  removed: Uint8Array;
  /** 1 for each link of which all is lost, since it is made in a removed country. */
  lostLinks: Uint8Array;
  /** The nodes that this removal moved, some more than once. */
  touched: number[];
}

/** What a removal takes away. */
export interface Removed {
  /** Nodes that deliver nothing. */
  nodes: readonly number[];
  /** Nodes of which it is not known whether they deliver anything. */
  maybe: readonly number[];
  /** Links that deliver nothing. */
  links: readonly number[];
}

export interface RiskOptions {
  /** 1 for each node of which, for all removals alike, it is not known whether it belongs to what is removed. */
  maybe: Uint8Array;
  /** 1 for each node without links that counts in the upper bound, since its inputs are not known. */
  undeclared: Uint8Array;
}

export interface RiskSolver {
  /**
   * The risk once what is `removed` delivers nothing. It is only valid within `read`: the arrays are shared between
   * removals.
   */
  removing<Result>(removed: Removed, read: (risk: Risk) => Result): Result;
}

/** The largest error that iteration of a cycle may leave. */
const PRECISION = 1e-11;

/**
 * Solves `r_i = max over inputs c of Σ_j share_ijc · r_j` with `r_i = 1` for what is removed: inputs are
 * complements, so the worst one decides. For the upper bound, the part of an input that no link explains, and
 * nodes that may belong to what is removed, count 1. In a cycle it is the least fixed point: iterated where a small step is
 * known to be a small error, else solved. Where neither can be done in bounded work, the bounds are wider than they need be.
 *
 * The state before any removal is found once. A removal then visits only what depends on its members, upstream
 * first and each component once, and is undone afterwards: it costs the links of that part, not of the graph.
 */
export function createRiskSolver(
  graph: SupplyGraph,
  components: Components,
  rings: Rings,
  options: RiskOptions,
): RiskSolver {
  const count = graph.ids.length;
  const state: SolverState = {
    graph,
    components,
    rings,
    options,
    risk: {
      lower: new Float64Array(count),
      upper: new Float64Array(count),
      removed: new Uint8Array(count),
      lostLinks: new Uint8Array(graph.links.length),
      touched: [],
    },
    maybe: options.maybe.slice(),
    isStale: new Uint8Array(count).fill(1),
    holdsStale: new Uint8Array(components.cyclic.length).fill(1),
    unpassed: new Float64Array(count),
    work: 0,
  };
  propagate(state, 0);
  forgetTouched(state);
  const before = { lower: state.risk.lower.slice(), upper: state.risk.upper.slice() };
  return {
    removing(removed, read) {
      const first = takeAway(state, removed);
      propagate(state, first);
      try {
        return read(state.risk);
      } finally {
        undo(state, removed, before);
      }
    },
  };
}

interface SolverState {
  graph: SupplyGraph;
  components: Components;
  rings: Rings;
  options: RiskOptions;
  risk: Risk;
  /** 1 for each node that may be removed: the same for all removals, and those of this one. */
  maybe: Uint8Array;
  /** 1 for each node that something it depends on has moved. */
  isStale: Uint8Array;
  /** 1 for each component that holds a stale node. */
  holdsStale: Uint8Array;
  /** By how much each node moved since it last passed that on. */
  unpassed: Float64Array;
  /** Multiplications in rings so far. */
  work: number;
}

/** Marks what is removed, and returns the first component that it reaches. */
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

/** Brings all stale nodes up to date, upstream first. */
function propagate(state: SolverState, first: number): void {
  const { components, rings, holdsStale } = state;
  for (let component = first; component < holdsStale.length; component += 1) {
    if (holdsStale[component] === 0) continue;
    if (components.cyclic[component] === 0) {
      sweep(state, component, 0);
      continue;
    }
    const errorPerStep = rings.errorPerStep(component);
    if (errorPerStep !== null) {
      while (holdsStale[component] === 1) sweep(state, component, PRECISION / errorPerStep);
    } else solveRing(state, component);
  }
}

/** Brings each stale node of a component up to date once. Smaller moves are passed on when they add up. */
function sweep(state: SolverState, component: number, smallestMove: number): void {
  const { components, holdsStale, isStale, unpassed } = state;
  holdsStale[component] = 0;
  const last = components.start[component + 1] ?? 0;
  for (let at = components.start[component] ?? 0; at < last; at += 1) {
    const node = components.nodes[at] ?? 0;
    if (isStale[node] === 0) continue;
    isStale[node] = 0;
    const moved = (unpassed[node] ?? 0) + solveNode(state, node);
    unpassed[node] = moved > smallestMove ? 0 : moved;
    if (moved > smallestMove) markDependents(state, node);
  }
}

// Multiplications in rings by all removals of one solver, about a minute's worth: it bounds a ranking of thousands. Rings
// that are quickly eliminated are solved in any case.
const MOST_WORK = 5e10;
const QUICK_WORK = 1e7;

/** Solves a cyclic component, both bounds. */
function solveRing(state: SolverState, component: number): void {
  const { components, rings, maybe, risk } = state;
  const known = rings.planOf(component);
  const plan = known !== null && known.work > Math.max(QUICK_WORK, MOST_WORK - state.work) ? null : known;
  const isRemoved = (node: number) => risk.removed[node] === 1;
  const mayBeLost = (node: number) => isRemoved(node) || maybe[node] === 1;
  const solve = (outside: Omit<Outside, "lostLinks">) => {
    const system = rings.systemOf(component, { ...outside, lostLinks: risk.lostLinks });
    const solution = solveSystem(system, plan);
    state.work += solution.work;
    return solution;
  };
  const { least } = solve({ risk: risk.lower, isLost: isRemoved, losesMissing: false });
  const { most } = solve({ risk: risk.upper, isLost: mayBeLost, losesMissing: true });
  for (const [number, node] of nodesOf(components, component).entries()) {
    const lower = isRemoved(node) ? 1 : Math.min(1, least[number] ?? 0);
    const upper = mayBeLost(node) ? 1 : Math.min(1, most[number] ?? 0);
    setNode(state, node, lower, Math.max(lower, upper));
  }
  settle(state, component);
}

/** All nodes of a component are up to date: what depends on them from outside may not be. */
function settle(state: SolverState, component: number): void {
  const nodes = nodesOf(state.components, component);
  for (const node of nodes) markDependents(state, node);
  for (const node of nodes) state.isStale[node] = 0;
  state.holdsStale[component] = 0;
}

/** Brings one node up to date and returns by how much it moved. */
function solveNode(state: SolverState, node: number): number {
  const { graph, risk, options } = state;
  const { inputStart, linkStart, upstream, share, missing } = graph;
  const { lower: lowers, upper: uppers, removed, lostLinks } = risk;
  const firstInput = inputStart[node] ?? 0;
  const lastInput = inputStart[node + 1] ?? 0;
  // One pass for both bounds: this is where a ranking spends its time.
  let lower = 0;
  let upper = firstInput === lastInput ? (options.undeclared[node] ?? 0) : 0;
  for (let input = firstInput; input < lastInput; input += 1) {
    let certain = 0;
    let possible = missing[input] ?? 0;
    const lastLink = linkStart[input + 1] ?? 0;
    for (let link = linkStart[input] ?? 0; link < lastLink; link += 1) {
      const part = share[link] ?? 0;
      const above = upstream[link] ?? 0;
      const isLost = lostLinks[link] === 1;
      certain += isLost ? part : part * (lowers[above] ?? 0);
      possible += isLost ? part : part * (uppers[above] ?? 0);
    }
    if (certain > lower) lower = certain;
    if (possible > upper) upper = possible;
  }
  if (removed[node] === 1) lower = 1;
  lower = Math.min(1, lower);
  upper = lower === 1 || state.maybe[node] === 1 ? 1 : Math.min(1, upper);
  return setNode(state, node, lower, upper);
}

function setNode({ risk }: SolverState, node: number, lower: number, upper: number): number {
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

function markDependents(state: SolverState, node: number): void {
  const { dependentStart, dependents } = state.graph;
  const last = dependentStart[node + 1] ?? 0;
  for (let at = dependentStart[node] ?? 0; at < last; at += 1) markStale(state, dependents[at] ?? 0);
}

function markStale({ components, isStale, holdsStale }: SolverState, node: number): void {
  isStale[node] = 1;
  holdsStale[components.componentOf[node] ?? 0] = 1;
}

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
