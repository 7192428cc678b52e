import { nodesOf } from "./components.ts";
import { LANES, type LaneState, WIDTH } from "./lane-state.ts";
import { PRECISION, settle, solveRingWith } from "./propagation.ts";
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
      const moved = (state.unpassed[node] ?? 0) + solveNode(node);
      state.unpassed[node] = moved > smallestMove ? 0 : moved;
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
function createNodeSolver({ graph, options }: SolverState, lanes: LaneState): (node: number) => number {
  const { inputStart, linkStart, upstream, share, missing } = graph;
  const { risks, removed, maybe, isTouched } = lanes;
  return (node) => {
    let moved = 0;
    for (let lane = 0; lane < LANES; lane += AT_ONCE) moved = Math.max(moved, solveFour(node, lane));
    if (moved > 0) isTouched[node] = 1;
    return moved;
  };

  /** Sets the risk of a node to that of its worst inputs, by each of the removals `lane` to `lane + 3`. */
  function solveFour(node: number, lane: number): number {
    const firstInput = inputStart[node] ?? 0;
    const lastInput = inputStart[node + 1] ?? 0;
    const undeclared = firstInput === lastInput ? (options.undeclared[node] ?? 0) : 0;
    let [worst0, worst1, worst2, worst3] = [0, 0, 0, 0];
    let [most0, most1, most2, most3] = [undeclared, undeclared, undeclared, undeclared];
    for (let input = firstInput; input < lastInput; input += 1) {
      const unexplained = missing[input] ?? 0;
      let [certain0, certain1, certain2, certain3] = [0, 0, 0, 0];
      let [possible0, possible1, possible2, possible3] = [unexplained, unexplained, unexplained, unexplained];
      const last = linkStart[input + 1] ?? 0;
      for (let link = linkStart[input] ?? 0; link < last; link += 1) {
        const part = share[link] ?? 0;
        const lower = (upstream[link] ?? 0) * WIDTH + lane;
        const upper = lower + LANES;
        certain0 += part * (risks[lower] ?? 0);
        certain1 += part * (risks[lower + 1] ?? 0);
        certain2 += part * (risks[lower + 2] ?? 0);
        certain3 += part * (risks[lower + 3] ?? 0);
        possible0 += part * (risks[upper] ?? 0);
        possible1 += part * (risks[upper + 1] ?? 0);
        possible2 += part * (risks[upper + 2] ?? 0);
        possible3 += part * (risks[upper + 3] ?? 0);
      }
      if (certain0 > worst0) worst0 = certain0;
      if (certain1 > worst1) worst1 = certain1;
      if (certain2 > worst2) worst2 = certain2;
      if (certain3 > worst3) worst3 = certain3;
      if (possible0 > most0) most0 = possible0;
      if (possible1 > most1) most1 = possible1;
      if (possible2 > most2) most2 = possible2;
      if (possible3 > most3) most3 = possible3;
    }
    const moved0 = set(node, lane, worst0, most0);
    const moved1 = set(node, lane + 1, worst1, most1);
    const moved2 = set(node, lane + 2, worst2, most2);
    const moved3 = set(node, lane + 3, worst3, most3);
    return Math.max(Math.max(moved0, moved1), Math.max(moved2, moved3));
  }

  /** Sets the risk of a node by one removal, and returns by how much it changed. */
  function set(node: number, lane: number, certain: number, possible: number): number {
    const bit = 1 << lane;
    const low = ((removed[node] ?? 0) & bit) === 0 ? Math.min(1, certain) : 1;
    const up = low === 1 || ((maybe[node] ?? 0) & bit) !== 0 ? 1 : Math.min(1, possible);
    const at = node * WIDTH + lane;
    const moved = Math.max(Math.abs(low - (risks[at] ?? 0)), Math.abs(up - (risks[at + LANES] ?? 0)));
    risks[at] = low;
    risks[at + LANES] = up;
    return moved;
  }
}

/** Solves a cyclic component for one removal after the other. */
function solveRing(state: SolverState, lanes: LaneState, component: number): void {
  const { graph, components } = state;
  const nodes = nodesOf(components, component);
  const [lower, upper] = [new Float64Array(graph.ids.length), new Float64Array(graph.ids.length)];
  for (let lane = 0; lane < LANES; lane += 1) {
    const bit = 1 << lane;
    for (const node of nodes) copyOutside(node, lane);
    const solved = solveRingWith(state, component, {
      lower,
      upper,
      isRemoved: (node) => ((lanes.removed[node] ?? 0) & bit) !== 0,
      mayBeLost: (node) => (((lanes.removed[node] ?? 0) | (lanes.maybe[node] ?? 0)) & bit) !== 0,
    });
    for (const [number, node] of nodes.entries()) {
      lanes.risks[node * WIDTH + lane] = solved.lower[number] ?? 0;
      lanes.risks[node * WIDTH + LANES + lane] = solved.upper[number] ?? 0;
    }
  }
  for (const node of nodes) lanes.isTouched[node] = 1;
  settle(state, component);

  /** Copies the risk of the suppliers of a node. */
  function copyOutside(node: number, lane: number): void {
    const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
    for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
      const above = graph.upstream[link] ?? 0;
      lower[above] = lanes.risks[above * WIDTH + lane] ?? 0;
      upper[above] = lanes.risks[above * WIDTH + LANES + lane] ?? 0;
    }
  }
}
