import { markStale, type SolverState } from "./solver-state.ts";

/** How many removals are solved together. */
export const LANES = 8;

/** How many numbers stand side by side for each node. */
export const WIDTH = 2 * LANES;

/**
 * What several removals cost at once. The links of a node are read once for all of them.
 */
export interface LaneState {
  /**
   * The risk of each node: from `node · WIDTH` on the lower bound by each removal, then the upper ones. So they come
   * from memory together.
   */
  risks: Float64Array;
  /** For each node, one bit for each removal by which it is lost, and may be lost. */
  removed: Uint8Array;
  maybe: Uint8Array;
  /** 1 for each node whose risk any of the removals changed. */
  isTouched: Uint8Array;
}

const ALL = 2 ** LANES - 1;

/** The state before any removal. */
export function createLanes({ risk, options }: SolverState): LaneState {
  const count = risk.lower.length;
  return {
    risks: risksBefore(risk),
    removed: new Uint8Array(count),
    maybe: options.maybe.map((isMaybe) => (isMaybe === 1 ? ALL : 0)),
    isTouched: new Uint8Array(count),
  };
}

function risksBefore({ lower, upper }: SolverState["risk"]): Float64Array {
  const risks = new Float64Array(lower.length * WIDTH);
  for (let node = 0; node < lower.length; node += 1)
    setBefore(risks, node, lower[node] ?? 0, upper[node] ?? 0);
  return risks;
}

function setBefore(risks: Float64Array, node: number, lower: number, upper: number): void {
  for (let at = node * WIDTH; at < node * WIDTH + LANES; at += 1) {
    risks[at] = lower;
    risks[at + LANES] = upper;
  }
}

/** The nodes whose risk any of the removals changed, each once, in their order: so arrays are read from front to back. */
export function touchedNodes({ isTouched }: LaneState): number[] {
  const touched: number[] = [];
  for (let node = 0; node < isTouched.length; node += 1) if (isTouched[node] === 1) touched.push(node);
  return touched;
}

/** Restores the state before any removal. */
export function resetLanes(
  lanes: LaneState,
  touched: readonly number[],
  { risk, unpassed }: SolverState,
): void {
  for (const node of touched) {
    setBefore(lanes.risks, node, risk.lower[node] ?? 0, risk.upper[node] ?? 0);
    unpassed[node] = 0;
  }
  lanes.isTouched.fill(0);
}

/** Marks that removal `lane` removes a node, or may remove it. */
export function removeIn(
  lanes: LaneState,
  lane: number,
  node: number,
  as: "removed" | "maybe",
  state: SolverState,
): void {
  lanes[as][node] = (lanes[as][node] ?? 0) | (1 << lane);
  markStale(state, node);
}

/** Takes back what `removeIn` marked. */
export function restoreIn(lanes: LaneState, node: number, { options }: SolverState): void {
  lanes.removed[node] = 0;
  lanes.maybe[node] = options.maybe[node] === 1 ? ALL : 0;
}
