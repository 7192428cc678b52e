/**
 * The order in which nodes are eliminated, and which entries that leaves in each row. `order[p]` is the node at
 * position `p`; `earlier[p]` and `later[p]` are the positions that row `p` has entries for.
 */
export interface EliminationPlan {
  order: Int32Array;
  positionOf: Int32Array;
  earlier: readonly Int32Array[];
  later: readonly Int32Array[];
  /** The most multiplications that elimination takes. */
  work: number;
}

/**
 * Plans an elimination that fills in few entries: nodes with few neighbours come first (minimum degree).
 * `neighbours[i]` are the nodes that share a step with node `i`. `null` when elimination would take more than
 * `mostWork` multiplications.
 */
export function planElimination(
  neighbours: readonly Set<number>[],
  mostWork: number,
): EliminationPlan | null {
  const { order, laterNodes, work: workBefore } = orderByDegree(neighbours);
  const isOrdered = new Uint8Array(neighbours.length);
  for (const node of order) isOrdered[node] = 1;
  const rest = [...neighbours.keys()].filter((node) => isOrdered[node] === 0);
  const work = workBefore + rest.length ** 3 / 3;
  if (work > mostWork) return null;
  for (const [at, node] of rest.entries()) {
    order.push(node);
    laterNodes.push(rest.slice(at + 1));
  }
  return { ...layOut(order, laterNodes), work };
}

interface Order {
  order: number[];
  /** For each node in this order, its neighbours that come later. */
  laterNodes: number[][];
  work: number;
}

// When each node has more than this part of the others as neighbours, the order no longer matters.
const DENSE = 0.25;
// Pairs of neighbours to join. After this many, the rest is taken in any order.
const MOST_JOINS = 20_000_000;

/** Orders nodes by their number of neighbours, until the rest is dense or the search takes too long. */
function orderByDegree(neighbours: readonly Set<number>[]): Order {
  const size = neighbours.length;
  const left = neighbours.map((own) => new Set(own));
  const buckets: Set<number>[] = Array.from({ length: size + 1 }, () => new Set());
  for (const [node, own] of left.entries()) buckets[own.size]?.add(node);
  const result: Order = { order: [], laterNodes: [], work: 0 };
  for (let degree = 0; result.order.length < size; ) {
    const [node] = buckets[degree] ?? [];
    if (node === undefined) {
      degree += 1;
      continue;
    }
    const remaining = size - result.order.length;
    if (degree > DENSE * remaining || result.work > MOST_JOINS) break;
    const own = [...(left[node] ?? [])];
    result.work += own.length ** 2;
    buckets[degree]?.delete(node);
    result.order.push(node);
    result.laterNodes.push(own);
    joinNeighbours(left, buckets, node, own);
    degree = Math.max(0, degree - 1);
  }
  return result;
}

/** Removes a node, and makes all of its neighbours neighbours of each other. */
function joinNeighbours(left: Set<number>[], buckets: Set<number>[], node: number, own: number[]): void {
  for (const one of own) {
    const others = left[one];
    if (others === undefined) continue;
    buckets[others.size]?.delete(one);
    others.delete(node);
    for (const other of own) if (other !== one) others.add(other);
    buckets[others.size]?.add(one);
  }
}

/** Turns nodes into positions. */
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
