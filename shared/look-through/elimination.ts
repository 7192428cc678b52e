import type { EliminationPlan } from "./elimination-plan.ts";

/**
 * Steps from node to node that end in `lost` or in `safe`: a Markov chain with two ends. Node `i` goes on to
 * `upstream[l]` with the weight `share[l]`, for each `l` from `linkStart[i]` up to `linkStart[i + 1]`. Weights
 * are at least 0. The probability of a step is its weight divided by the sum of all weights of its node.
 */
export interface Steps {
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  lost: Float64Array;
  safe: Float64Array;
}

/** The result of an elimination. It answers several questions about the same steps without eliminating again. */
export interface Elimination {
  plan: EliminationPlan;
  /** For each row, the weight with which each earlier row is added to it. */
  factors: readonly Float64Array[];
  /** For each row, the weights of its steps to later rows. */
  weights: readonly Float64Array[];
  lost: Float64Array;
  /** The sum of all weights of each row: what leaves the node. */
  out: Float64Array;
  /** The number of multiplications, which bounds the time. */
  work: number;
}

/**
 * Eliminates one node after the other. It never subtracts: each row is divided by the sum of its weights, not
 * by one minus the weight of returning. So results are right to the last bits, even where steps hardly ever
 * end.
 * Source: Grassmann, Taksar, Heyman (1985), "Regenerative analysis and steady state distributions for Markov
 * chains".
 */
export function eliminate(plan: EliminationPlan, steps: Steps): Elimination {
  const size = plan.order.length;
  const state: Progress = {
    plan,
    factors: [],
    weights: [],
    lost: new Float64Array(size),
    safe: new Float64Array(size),
    out: new Float64Array(size),
    work: 0,
    row: new Float64Array(size),
  };
  for (let at = 0; at < size; at += 1) {
    enterRow(state, steps, at);
    state.factors.push(takeOverEarlier(state, at));
    // A step from a node to itself does not leave it.
    state.row[at] = 0;
    state.weights.push(keepLater(state, at));
  }
  return state;
}

interface Progress extends Elimination {
  factors: Float64Array[];
  weights: Float64Array[];
  safe: Float64Array;
  /** The row that is being eliminated, by position. */
  row: Float64Array;
}

export const NO_POSITIONS = new Int32Array(0);
export const NO_WEIGHTS = new Float64Array(0);

/** Puts the steps of the node at this position into the row. */
function enterRow({ plan, row, lost, safe }: Progress, steps: Steps, at: number): void {
  const node = plan.order[at] ?? 0;
  const last = steps.linkStart[node + 1] ?? 0;
  for (let link = steps.linkStart[node] ?? 0; link < last; link += 1) {
    const position = plan.positionOf[steps.upstream[link] ?? 0] ?? 0;
    row[position] = (row[position] ?? 0) + (steps.share[link] ?? 0);
  }
  lost[at] = steps.lost[node] ?? 0;
  safe[at] = steps.safe[node] ?? 0;
}

/** Replaces each step to an earlier node by the steps of that node. Returns the factors. */
function takeOverEarlier(state: Progress, at: number): Float64Array {
  const { plan, weights, lost, safe, out, row } = state;
  const earlier = plan.earlier[at] ?? NO_POSITIONS;
  const factors = new Float64Array(earlier.length);
  let [ownLost, ownSafe] = [lost[at] ?? 0, safe[at] ?? 0];
  for (let index = 0; index < earlier.length; index += 1) {
    const gone = earlier[index] ?? 0;
    const weight = row[gone] ?? 0;
    row[gone] = 0;
    const leaving = out[gone] ?? 0;
    // Steps never leave a closed ring, so nothing is lost there.
    if (leaving === 0) ownSafe += weight;
    if (weight === 0 || leaving === 0) continue;
    const factor = weight / leaving;
    factors[index] = factor;
    ownLost += factor * (lost[gone] ?? 0);
    ownSafe += factor * (safe[gone] ?? 0);
    addScaled(row, plan.later[gone] ?? NO_POSITIONS, weights[gone] ?? NO_WEIGHTS, factor);
    state.work += weights[gone]?.length ?? 0;
  }
  lost[at] = ownLost;
  safe[at] = ownSafe;
  return factors;
}

function addScaled(row: Float64Array, positions: Int32Array, weights: Float64Array, factor: number): void {
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index] ?? 0;
    row[position] = (row[position] ?? 0) + factor * (weights[index] ?? 0);
  }
}

/** Moves the weights of later nodes out of the row, and sums up what leaves this node. */
function keepLater({ plan, row, lost, safe, out }: Progress, at: number): Float64Array {
  const later = plan.later[at] ?? NO_POSITIONS;
  const weights = new Float64Array(later.length);
  let sum = (lost[at] ?? 0) + (safe[at] ?? 0);
  for (let index = 0; index < later.length; index += 1) {
    const position = later[index] ?? 0;
    const weight = row[position] ?? 0;
    row[position] = 0;
    weights[index] = weight;
    sum += weight;
  }
  out[at] = sum;
  return weights;
}
