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

/** In which order nodes are eliminated, and which entries that leaves in each row. All by position in that order. */
export interface EliminationPlan {
  order: Int32Array;
  positionOf: Int32Array;
  earlier: readonly Int32Array[];
  later: readonly Int32Array[];
  /** Multiplications that it takes at most. */
  work: number;
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

// Below this, the rest is so dense that its order no longer matters.
const DENSE = 0.25;
// Neighbours to join, one with each other, until what is left is taken as it comes.
const MOST_JOINS = 20_000_000;

/**
 * Orders nodes so that elimination fills little: those with the fewest neighbours first. `null` when elimination would
 * take more than `mostWork` multiplications.
 */
export function planElimination(
  neighbours: readonly Set<number>[],
  mostWork: number,
): EliminationPlan | null {
  const size = neighbours.length;
  const left = neighbours.map((own) => new Set(own));
  const buckets: Set<number>[] = Array.from({ length: size + 1 }, () => new Set());
  for (const [node, own] of left.entries()) buckets[own.size]?.add(node);
  const order: number[] = [];
  const laterNodes: number[][] = [];
  let work = 0;
  for (let degree = 0; order.length < size; ) {
    const [node] = buckets[degree] ?? [];
    if (node === undefined) {
      degree += 1;
      continue;
    }
    const remaining = size - order.length;
    if (degree > DENSE * remaining || work > MOST_JOINS) break;
    const own = [...(left[node] ?? [])];
    work += own.length ** 2;
    buckets[degree]?.delete(node);
    order.push(node);
    laterNodes.push(own);
    join(left, buckets, node, own);
    degree = Math.max(0, degree - 1);
  }
  const isOrdered = new Uint8Array(size);
  for (const node of order) isOrdered[node] = 1;
  const rest = [...neighbours.keys()].filter((node) => isOrdered[node] === 0);
  work += rest.length ** 3 / 3;
  if (work > mostWork) return null;
  for (const [at, node] of rest.entries()) {
    order.push(node);
    laterNodes.push(rest.slice(at + 1));
  }
  return { ...layOut(order, laterNodes), work };
}

/** Takes a node out, and makes all of its neighbours each other's. */
function join(left: Set<number>[], buckets: Set<number>[], node: number, own: number[]): void {
  for (const one of own) {
    const others = left[one];
    if (others === undefined) continue;
    buckets[others.size]?.delete(one);
    others.delete(node);
    for (const other of own) if (other !== one) others.add(other);
    buckets[others.size]?.add(one);
  }
}

function layOut(order: number[], laterNodes: number[][]): Omit<EliminationPlan, "work"> {
  const positionOf = new Int32Array(order.length);
  for (const [position, node] of order.entries()) positionOf[node] = position;
  const later = laterNodes.map((nodes) => Int32Array.from(nodes, (node) => positionOf[node] ?? 0).sort());
  const earlier: number[][] = order.map(() => []);
  for (const [position, own] of later.entries()) for (const each of own) earlier[each]?.push(position);
  return {
    order: Int32Array.from(order),
    positionOf,
    later,
    earlier: earlier.map((own) => Int32Array.from(own)),
  };
}

/**
 * Eliminates one node after the other. Nothing is subtracted, and each row is divided by the sum of its weights, never
 * by one minus what returns: so results are right to the last bits however seldom steps end.
 * Source: Grassmann, Taksar, Heyman (1985), "Regenerative analysis and steady state distributions for Markov chains".
 */
export function eliminate(plan: EliminationPlan, steps: Steps): Elimination {
  const { order, positionOf, earlier, later } = plan;
  const size = order.length;
  const row = new Float64Array(size);
  const factors: Float64Array[] = [];
  const weights: Float64Array[] = [];
  const lost = new Float64Array(size);
  const safe = new Float64Array(size);
  const out = new Float64Array(size);
  let work = 0;
  for (let at = 0; at < size; at += 1) {
    const node = order[at] ?? 0;
    const lastLink = steps.linkStart[node + 1] ?? 0;
    for (let link = steps.linkStart[node] ?? 0; link < lastLink; link += 1) {
      const position = positionOf[steps.upstream[link] ?? 0] ?? 0;
      row[position] = (row[position] ?? 0) + (steps.share[link] ?? 0);
    }
    let [ownLost, ownSafe] = [steps.lost[node] ?? 0, steps.safe[node] ?? 0];
    const before = earlier[at] ?? new Int32Array(0);
    const ownFactors = new Float64Array(before.length);
    for (let index = 0; index < before.length; index += 1) {
      const gone = before[index] ?? 0;
      const weight = row[gone] ?? 0;
      row[gone] = 0;
      if (weight === 0) continue;
      const leaving = out[gone] ?? 0;
      // Nothing ever leaves a closed ring, so nothing is lost in it.
      if (leaving === 0) {
        ownSafe += weight;
        continue;
      }
      const factor = weight / leaving;
      ownFactors[index] = factor;
      ownLost += factor * (lost[gone] ?? 0);
      ownSafe += factor * (safe[gone] ?? 0);
      const goneLater = later[gone] ?? new Int32Array(0);
      const goneWeights = weights[gone] ?? new Float64Array(0);
      for (let each = 0; each < goneLater.length; each += 1) {
        const to = goneLater[each] ?? 0;
        row[to] = (row[to] ?? 0) + factor * (goneWeights[each] ?? 0);
      }
      work += goneLater.length;
    }
    row[at] = 0;
    let sum = ownLost + ownSafe;
    const after = later[at] ?? new Int32Array(0);
    const ownWeights = new Float64Array(after.length);
    for (let index = 0; index < after.length; index += 1) {
      const to = after[index] ?? 0;
      const weight = row[to] ?? 0;
      row[to] = 0;
      ownWeights[index] = weight;
      sum += weight;
    }
    factors.push(ownFactors);
    weights.push(ownWeights);
    lost[at] = ownLost;
    safe[at] = ownSafe;
    out[at] = sum;
  }
  return { plan, factors, weights, lost, out, work };
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
    const own = weights[at] ?? new Float64Array(0);
    const after = plan.later[at] ?? new Int32Array(0);
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
