import type { Bound } from "./risk.ts";
import { markStale, type SolverState } from "./solver-state.ts";

/** How many removals are solved together. Their risks of one node fill one line of the processor's cache. */
export const LANES = 8;

/**
 * What several removals cost at once, certainly or possibly. The links of a node are read once for all of them. The bounds
 * stand apart: both together would need twice the memory, and finding a node in it at random then takes three times as long.
 */
export interface LaneState {
  bound: Bound;
  /** The risk of each node by each removal, from `node · LANES` on. */
  risks: Float64Array;
  /** For each node, one bit for each removal by which it is lost, or may be, by the bound. */
  lost: Uint8Array;
  /** 1 for each node whose risk any of the removals changed. */
  isTouched: Uint8Array;
  /** By how much the risk of each node changed, by any of the removals, since its dependents were last marked as stale. */
  unpassed: Float64Array;
}

const ALL = 2 ** LANES - 1;

/** The state before any removal. */
export function createLanes(state: SolverState, bound: Bound): LaneState {
  const before = state.risk[bound];
  const lanes = {
    bound,
    risks: new Float64Array(before.length * LANES),
    lost: new Uint8Array(before.length),
    isTouched: new Uint8Array(before.length),
    unpassed: new Float64Array(before.length),
  };
  for (const [node, risk] of before.entries()) {
    lanes.risks.fill(risk, node * LANES, (node + 1) * LANES);
    restoreIn(lanes, node, state);
  }
  return lanes;
}

/** The nodes whose risk any of the removals changed, each once, in their order: so arrays are read from front to back. */
export function touchedNodes(bounds: readonly LaneState[]): number[] {
  const [{ isTouched }, other] = bounds as readonly [LaneState, LaneState?];
  const touched: number[] = [];
  for (let node = 0; node < isTouched.length; node += 1) {
    if (isTouched[node] === 1 || other?.isTouched[node] === 1) touched.push(node);
  }
  return touched;
}

/** Restores the state before any removal. `before` is the risk then. */
export function resetLanes(lanes: LaneState, touched: readonly number[], before: Float64Array): void {
  for (const node of touched) {
    const risk = before[node] ?? 0;
    for (let at = node * LANES; at < (node + 1) * LANES; at += 1) lanes.risks[at] = risk;
    lanes.unpassed[node] = 0;
  }
  lanes.isTouched.fill(0);
}

/** Marks that removal `lane` takes a node away. */
export function removeIn(lanes: LaneState, lane: number, node: number, state: SolverState): void {
  lanes.lost[node] = (lanes.lost[node] ?? 0) | (1 << lane);
  markStale(state, node);
}

/** Takes back what `removeIn` marked. */
export function restoreIn({ bound, lost }: LaneState, node: number, { options }: SolverState): void {
  lost[node] = bound === "upper" && options.maybe[node] === 1 ? ALL : 0;
}
