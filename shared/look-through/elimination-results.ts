import { type Elimination, NO_POSITIONS, NO_WEIGHTS } from "./elimination.ts";

/** For each node, the fraction of its steps that ends in `lost`. */
export function lostFrom(elimination: Elimination): Float64Array {
  return substituteBack(elimination, elimination.lost);
}

/** For each node, what is earned from there until the steps end, when each visit of node `i` earns `gain[i]`. */
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

/** Values of the nodes, from the last eliminated node back to the first. */
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

/** For each node, how much passes through it when `entering[i]` enters at node `i`. Every visit counts. */
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
