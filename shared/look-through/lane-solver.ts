import { propagateLanes } from "./lane-propagation.ts";
import {
  createLanes,
  LANES,
  type LaneState,
  removeIn,
  resetLanes,
  restoreIn,
  touchedNodes,
} from "./lane-state.ts";
import type { Bound, ReadEach, Removed } from "./risk.ts";
import type { SolverState } from "./solver-state.ts";

/**
 * Solves the bounds of up to `LANES` removals together, and reads one after the other. A bound that is not solved is that
 * before any removal. `state` is the state before any removal, and is so again afterwards. The removals take no links away.
 */
export type LaneSolver = (removals: readonly Removed[], bounds: readonly Bound[], read: ReadEach) => void;

/** Creates a solver of several removals at once. It is worth it where they change much of the network. */
export function createLaneSolver(state: SolverState): LaneSolver {
  const { risk, components } = state;
  const before = { lower: risk.lower.slice(), upper: risk.upper.slice() };
  const lanesOf = { lower: createLanes(state, "lower"), upper: createLanes(state, "upper") };
  return (removals, bounds, read) => {
    const solved = bounds.map((bound) => solveBound(removals, lanesOf[bound]));
    const touched = touchedNodes(solved);
    risk.touched = touched;
    try {
      for (const [lane, one] of removals.entries()) readLane(lane, one, solved, (own) => read(own, lane));
    } finally {
      for (const lanes of solved) reset(removals, lanes, touched);
      risk.touched = [];
    }
  };

  function solveBound(removals: readonly Removed[], lanes: LaneState): LaneState {
    let first = components.cyclic.length;
    for (const [lane, removed] of removals.entries()) {
      for (const node of lostBy(removed, lanes.bound)) {
        removeIn(lanes, lane, node, state);
        first = Math.min(first, components.componentOf[node] ?? 0);
      }
    }
    propagateLanes(state, lanes, first);
    return lanes;
  }

  /** Shows one removal as if it had been solved alone. The next one shows other values of the same nodes. */
  function readLane(
    lane: number,
    { nodes }: Removed,
    solved: readonly LaneState[],
    read: (risk: SolverState["risk"]) => void,
  ): void {
    for (const node of nodes) risk.removed[node] = 1;
    for (const { bound, risks } of solved) {
      const shown = risk[bound];
      for (const node of risk.touched) shown[node] = risks[node * LANES + lane] ?? 0;
    }
    try {
      read(risk);
    } finally {
      for (const node of nodes) risk.removed[node] = 0;
    }
  }

  function reset(removals: readonly Removed[], lanes: LaneState, touched: readonly number[]): void {
    const { bound } = lanes;
    for (const removed of removals) {
      for (const node of lostBy(removed, bound)) restoreIn(lanes, node, state);
    }
    resetLanes(lanes, touched, before[bound]);
    for (const node of touched) risk[bound][node] = before[bound][node] ?? 0;
  }
}

/** The nodes that a removal takes away, certainly or possibly. */
function lostBy({ nodes, maybe }: Removed, bound: Bound): readonly number[] {
  return bound === "lower" ? nodes : [...nodes, ...maybe];
}
