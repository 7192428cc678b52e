import { propagateLanes } from "./lane-propagation.ts";
import { createLanes, LANES, removeIn, resetLanes, restoreIn, touchedNodes, WIDTH } from "./lane-state.ts";
import type { Removed, Risk } from "./risk.ts";
import type { SolverState } from "./solver-state.ts";

/** Reads the risk by a removal, whose place among all is `at`. The risk is only valid within. */
type ReadEach = (risk: Risk, at: number) => void;

/**
 * Solves up to `LANES` removals together, and reads one after the other. `state` is the state before any
 * removal, and is so again afterwards. The removals take no links away.
 */
export type LaneSolver = (removals: readonly Removed[], read: ReadEach) => void;

/** Creates a solver of several removals at once. It is worth it where they change much of the network. */
export function createLaneSolver(state: SolverState): LaneSolver {
  const { risk, components } = state;
  const before = { lower: risk.lower.slice(), upper: risk.upper.slice() };
  const lanes = createLanes(state);
  return (removals, read) => {
    const removed = removals.flatMap(({ nodes, maybe }) => [...nodes, ...maybe]);
    const first = removed.reduce(
      (least, node) => Math.min(least, components.componentOf[node] ?? 0),
      components.cyclic.length,
    );
    for (const [lane, { nodes, maybe }] of removals.entries()) {
      for (const node of nodes) removeIn(lanes, lane, node, "removed", state);
      for (const node of maybe) removeIn(lanes, lane, node, "maybe", state);
    }
    propagateLanes(state, lanes, first);
    const touched = touchedNodes(lanes);
    risk.touched = touched;
    try {
      for (const [lane, one] of removals.entries()) readLane(lane, one, touched, (own) => read(own, lane));
    } finally {
      restoreRisk(touched);
      for (const node of removed) restoreIn(lanes, node, state);
      resetLanes(lanes, touched, state);
    }
  };

  /** Shows one removal as if it had been solved alone. The next one shows other values of the same nodes. */
  function readLane(lane: number, { nodes }: Removed, touched: number[], read: (risk: Risk) => void): void {
    for (const node of nodes) risk.removed[node] = 1;
    for (const node of touched) {
      const at = node * WIDTH + lane;
      risk.lower[node] = lanes.risks[at] ?? 0;
      risk.upper[node] = lanes.risks[at + LANES] ?? 0;
    }
    try {
      read(risk);
    } finally {
      for (const node of nodes) risk.removed[node] = 0;
    }
  }

  function restoreRisk(touched: readonly number[]): void {
    for (const node of touched) {
      risk.lower[node] = before.lower[node] ?? 0;
      risk.upper[node] = before.upper[node] ?? 0;
    }
    risk.touched = [];
  }
}
