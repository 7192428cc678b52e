import { nodesOf } from "./components.ts";
import type { EliminationPlan } from "./elimination-plan.ts";
import { solveSystem } from "./ring-solution.ts";
import type { Outside } from "./ring-system.ts";
import { markDependents, type SolverState, setNode } from "./solver-state.ts";

/** The largest error that iteration of a cycle may leave, as a fraction. */
export const PRECISION = 1e-13;

/** Computes all stale nodes again, from component `first` on, upstream first. */
export function propagate(state: SolverState, first: number): void {
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

/**
 * Computes each stale node of a component once. Its dependents become stale when its risk has changed by more than
 * `smallestMove`; smaller changes add up until they do.
 */
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

// The multiplications in rings for all removals of one solver: about a minute. This bounds a ranking of thousands of
// removals. Rings that are quickly eliminated are solved in any case.
const MOST_PROPAGATION_WORK = 5e10;
const QUICK_WORK = 1e7;

/** Solves both bounds of a cyclic component. */
function solveRing(state: SolverState, component: number): void {
  const { components, maybe, risk } = state;
  const isRemoved = (node: number) => risk.removed[node] === 1;
  const mayBeLost = (node: number) => isRemoved(node) || maybe[node] === 1;
  const plan = affordablePlan(state, component);
  const certain: Around = { risk: risk.lower, isLost: isRemoved, losesMissing: false };
  const possible: Around = { risk: risk.upper, isLost: mayBeLost, losesMissing: true };
  const lower = solveRingBound(state, component, plan, certain);
  const upper = solveRingBound(state, component, plan, possible);
  for (const [number, node] of nodesOf(components, component).entries()) {
    const least = lower[number] ?? 0;
    setNode(state, node, least, Math.max(least, upper[number] ?? 0));
  }
  settle(state, component);
}

/** How to eliminate the nodes of a cyclic component; `null` when that takes too long after all that was done before. */
export function affordablePlan(state: SolverState, component: number): EliminationPlan | null {
  const plan = state.rings.planOf(component);
  const mostWork = Math.max(QUICK_WORK, MOST_PROPAGATION_WORK - state.multiplied);
  return plan !== null && plan.work > mostWork ? null : plan;
}

/** What a ring is solved with: the risk around it, which of its nodes are lost, and whether what is missing is. */
type Around = Omit<Outside, "lostLinks">;

/** The risk of the nodes of a cyclic component, in their order. */
export function solveRingBound(
  state: SolverState,
  component: number,
  plan: EliminationPlan | null,
  outside: Around,
): Float64Array {
  const { components, rings, risk } = state;
  const system = rings.systemOf(component, { ...outside, lostLinks: risk.lostLinks });
  const { least, most, work } = solveSystem(system, plan);
  state.multiplied += work;
  const solution = outside.losesMissing ? most : least;
  return Float64Array.from(nodesOf(components, component), (node, at) =>
    outside.isLost(node) ? 1 : Math.min(1, solution[at] ?? 0),
  );
}

/** Marks a component as computed, and everything outside of it that depends on it as stale. */
export function settle(state: SolverState, component: number): void {
  const nodes = nodesOf(state.components, component);
  for (const node of nodes) markDependents(state, node);
  for (const node of nodes) state.isStale[node] = 0;
  state.holdsStale[component] = 0;
}

/** Computes the risk of one node from its inputs, and returns by how much it changed. */
function solveNode(state: SolverState, node: number): number {
  const { graph, risk, options } = state;
  const { inputStart, linkStart, upstream, share, missing } = graph;
  const { lower: lowers, upper: uppers, removed, lostLinks } = risk;
  const firstInput = inputStart[node] ?? 0;
  const lastInput = inputStart[node + 1] ?? 0;
  state.linksRead += 1 + (linkStart[lastInput] ?? 0) - (linkStart[firstInput] ?? 0);
  // One loop for both bounds: a ranking spends most of its time here.
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
