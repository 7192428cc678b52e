import type { EliminationPlan } from "./elimination-plan.ts";

/**
 * Steps from node to node that end in `lost` or in `safe`. Node `i` goes on to `upstream[l]` with the weight
 * `share[l]`, for `l` from `linkStart[i]` to `linkStart[i + 1]`. Weights are at least 0; they count relative to their sum.
 */
export interface Steps {
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  lost: Float64Array;
  safe: Float64Array;
}

/** What elimination leaves: with it, systems of the same steps are solved without eliminating again. */
export interface Elimination {
  plan: EliminationPlan;
  /** For each row, by which weight it takes over each earlier row. */
  factors: readonly Float64Array[];
  /** For each row, the weights with which it goes on to later ones. */
  weights: readonly Float64Array[];
  lost: Float64Array;
  /** The sum of all weights of a row: what leaves the node. */
  out: Float64Array;
  /** Multiplications that it took. Their number bounds the time. */
  work: number;
}

/**
 * Eliminates one node after the other. Nothing is subtracted, and each row is divided by the sum of its weights, never
 * by one minus what returns: so results are right to the last bits however seldom steps end.
 * Source: Grassmann, Taksar, Heyman (1985), "Regenerative analysis and steady state distributions for Markov chains".
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
    // What comes back to a node does not leave it.
    state.row[at] = 0;
    state.weights.push(keepLater(state, at));
  }
  return state;
}

interface Progress extends Elimination {
  factors: Float64Array[];
  weights: Float64Array[];
  safe: Float64Array;
  /** The row at work, by position. */
  row: Float64Array;
}

const NO_POSITIONS = new Int32Array(0);
const NO_WEIGHTS = new Float64Array(0);

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

/** Puts in the place of each earlier node what it goes on to, and returns with which weights. */
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
    // Nothing ever leaves a closed ring, so nothing is lost in it.
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

/** Takes the weights of later nodes out of the row, and sums up what leaves this one. */
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

/** For each node, the fraction of its steps that ends in `lost`. */
export function lostFrom(elimination: Elimination): Float64Array {
  return substituteBack(elimination, elimination.lost);
}

/** What each node comes to if it earns `gain` at each visit, until its steps end. */
export function earnedFrom(elimination: Elimination, gain: Float64Array): Float64Array {
  const { plan, factors } = elimination;
  const earned = Float64Array.from(plan.order, (node) => gain[node] ?? 0);
  for (const [at, own] of factors.entries()) {
    let sum = earned[at] ?? 0;
    for (const [index, gone] of (plan.earlier[at] ?? []).entries()) {
      sum += (own[index] ?? 0) * (earned[gone] ?? 0);
    }
    earned[at] = sum;
  }
  return substituteBack(elimination, earned);
}

function substituteBack({ plan, weights, out }: Elimination, from: Float64Array): Float64Array {
  const value = new Float64Array(from.length);
  const byNode = new Float64Array(from.length);
  for (let at = from.length - 1; at >= 0; at -= 1) {
    let sum = from[at] ?? 0;
    const own = weights[at] ?? NO_WEIGHTS;
    const after = plan.later[at] ?? NO_POSITIONS;
    for (let index = 0; index < own.length; index += 1) {
      sum += (own[index] ?? 0) * (value[after[index] ?? 0] ?? 0);
    }
    const leaving = out[at] ?? 0;
    value[at] = leaving === 0 ? 0 : sum / leaving;
    byNode[plan.order[at] ?? 0] = value[at] ?? 0;
  }
  return byNode;
}

/** How much passes through each node if `entering` enters at each: every visit counts. */
export function visitsFrom(
  { plan, factors, weights, out }: Elimination,
  entering: Float64Array,
): Float64Array {
  const visits = Float64Array.from(plan.order, (node) => entering[node] ?? 0);
  for (const [at, own] of weights.entries()) {
    const leaving = out[at] ?? 0;
    visits[at] = leaving === 0 ? 0 : (visits[at] ?? 0) / leaving;
    for (const [index, to] of (plan.later[at] ?? []).entries()) {
      visits[to] = (visits[to] ?? 0) + (visits[at] ?? 0) * (own[index] ?? 0);
    }
  }
  const byNode = new Float64Array(entering.length);
  for (let at = visits.length - 1; at >= 0; at -= 1) {
    const own = visits[at] ?? 0;
    byNode[plan.order[at] ?? 0] = own;
    for (const [index, gone] of (plan.earlier[at] ?? []).entries()) {
      visits[gone] = (visits[gone] ?? 0) + (factors[at]?.[index] ?? 0) * own;
    }
  }
  return byNode;
}
