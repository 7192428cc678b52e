/** In which order nodes are eliminated, and which entries that leaves in each row. All by position in that order. */
export interface EliminationPlan {
  order: Int32Array;
  positionOf: Int32Array;
  earlier: readonly Int32Array[];
  later: readonly Int32Array[];
  /** Multiplications that it takes at most. */
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
