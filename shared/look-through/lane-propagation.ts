import { nodesOf } from "./components.ts";
import { LANES, type LaneState } from "./lane-state.ts";
import { affordablePlan, PRECISION, settle, solveRingBound } from "./propagation.ts";
import { markDependents, type SolverState } from "./solver-state.ts";

/** Computes all stale nodes again for all removals at once, from component `first` on, upstream first. */
export function propagateLanes(state: SolverState, lanes: LaneState, first: number): void {
  const { components, rings, holdsStale } = state;
  const solveNode = createNodeSolver(state, lanes);
  const sweep = (component: number, smallestMove: number) => {
    holdsStale[component] = 0;
    const last = components.start[component + 1] ?? 0;
    for (let at = components.start[component] ?? 0; at < last; at += 1) {
      const node = components.nodes[at] ?? 0;
      if (state.isStale[node] === 0) continue;
      state.isStale[node] = 0;
      const moved = (lanes.unpassed[node] ?? 0) + solveNode(node);
      lanes.unpassed[node] = moved > smallestMove ? 0 : moved;
      if (moved > smallestMove) markDependents(state, node);
    }
  };
  for (let component = first; component < holdsStale.length; component += 1) {
    if (holdsStale[component] === 0) continue;
    const isCyclic = components.cyclic[component] === 1;
    const errorPerStep = isCyclic ? rings.errorPerStep(component) : 1;
    if (errorPerStep === null) solveRing(state, lanes, component);
    else if (!isCyclic) sweep(component, 0);
    else while (holdsStale[component] === 1) sweep(component, PRECISION / errorPerStep);
  }
}

// As many removals as are written out below: a ranking of a large network spends most of its time there.
const AT_ONCE = 4;

/** Computes the risk of a node by all removals, and returns by how much it changed most. */
function createNodeSolver(state: SolverState, lanes: LaneState): (node: number) => number {
  const { graph, options } = state;
  const { inputStart, linkStart, upstream, share, missing } = graph;
  const { risks, lost, isTouched } = lanes;
  const losesMissing = lanes.bound === "upper";
  return (node) => {
    let moved = 0;
    const [first, last] = [inputStart[node] ?? 0, inputStart[node + 1] ?? 0];
    state.linksRead += 1 + (linkStart[last] ?? 0) - (linkStart[first] ?? 0);
    for (let lane = 0; lane < LANES; lane += AT_ONCE) moved = Math.max(moved, solveFour(node, lane));
    if (moved > 0) isTouched[node] = 1;
    return moved;
  };

  /** Sets the risk of a node to that of its worst inputs, by each of the removals `lane` to `lane + 3`. */
  function solveFour(node: number, lane: number): number {
    const firstInput = inputStart[node] ?? 0;
    const lastInput = inputStart[node + 1] ?? 0;
    const undeclared = losesMissing && firstInput === lastInput ? (options.undeclared[node] ?? 0) : 0;
    let [worst0, worst1, worst2, worst3] = [undeclared, undeclared, undeclared, undeclared];
    for (let input = firstInput; input < lastInput; input += 1) {
      const unexplained = losesMissing ? (missing[input] ?? 0) : 0;
      let [lost0, lost1, lost2, lost3] = [unexplained, unexplained, unexplained, unexplained];
      const last = linkStart[input + 1] ?? 0;
      for (let link = linkStart[input] ?? 0; link < last; link += 1) {
        const part = share[link] ?? 0;
        const above = (upstream[link] ?? 0) * LANES + lane;
        lost0 += part * (risks[above] ?? 0);
        lost1 += part * (risks[above + 1] ?? 0);
        lost2 += part * (risks[above + 2] ?? 0);
        lost3 += part * (risks[above + 3] ?? 0);
      }
      if (lost0 > worst0) worst0 = lost0;
      if (lost1 > worst1) worst1 = lost1;
      if (lost2 > worst2) worst2 = lost2;
      if (lost3 > worst3) worst3 = lost3;
    }
    const moved0 = set(node, lane, worst0);
    const moved1 = set(node, lane + 1, worst1);
    const moved2 = set(node, lane + 2, worst2);
    const moved3 = set(node, lane + 3, worst3);
    return Math.max(Math.max(moved0, moved1), Math.max(moved2, moved3));
  }

  /** Sets the risk of a node by one removal, and returns by how much it changed. */
  function set(node: number, lane: number, worst: number): number {
    const risk = ((lost[node] ?? 0) & (1 << lane)) === 0 ? Math.min(1, worst) : 1;
    const at = node * LANES + lane;
    const moved = Math.abs(risk - (risks[at] ?? 0));
    risks[at] = risk;
    return moved;
  }
}

/** Solves a cyclic component for one removal after the other. */
function solveRing(state: SolverState, lanes: LaneState, component: number): void {
  const { graph, components } = state;
  const nodes = nodesOf(components, component);
  const outside = new Float64Array(graph.ids.length);
  for (let lane = 0; lane < LANES; lane += 1) {
    for (const node of nodes) copyOutside(node, lane);
    const solved = solveRingBound(state, component, affordablePlan(state, component), {
      risk: outside,
      isLost: (node) => ((lanes.lost[node] ?? 0) & (1 << lane)) !== 0,
      losesMissing: lanes.bound === "upper",
    });
    for (const [number, node] of nodes.entries()) lanes.risks[node * LANES + lane] = solved[number] ?? 0;
  }
  for (const node of nodes) lanes.isTouched[node] = 1;
  settle(state, component);

  /** Copies the risk of the suppliers of a node. */
  function copyOutside(node: number, lane: number): void {
    const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
    for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
      const above = graph.upstream[link] ?? 0;
      outside[above] = lanes.risks[above * LANES + lane] ?? 0;
    }
  }
}
