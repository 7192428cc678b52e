import type { HeldNode, HolderGraph, Side } from "./holder-graph.ts";
import { SHARE_TOLERANCE } from "./holder-table.ts";

/** How much of a company some holders hold, through all chains. */
export interface HeldShares {
  /** Whether they hold at least this fraction. */
  reaches(limit: number): boolean;
}

/** Whose shares are asked for, and the fraction with which a company counts as theirs wholly. */
interface Asked {
  isTheirs(node: number): boolean;
  controlStake: number;
}

/** How much of each node is held, and how much of what a node holds counts. */
interface Solution {
  held: readonly HeldNode[];
  value: Float64Array;
  weight: Float64Array;
  controlStake: number;
}

// Rings of more members are not solved: nobody has seen any, and to solve them takes the cube of their number.
const MOST_IN_RINGS = 200;

/**
 * How much of the company at node 0 is held: the least solution of `t_i = Σ_j share_ij · w_j` with `w_j = t_j`, or 1 where
 * `j` is theirs, `t_j` reaches the controlling stake, or somebody who is theirs has a right to control it.
 */
export function solveHeld(graph: HolderGraph, side: Side, { isTheirs, controlStake }: Asked): HeldShares {
  const held = graph.held[side];
  const solution: Solution = {
    held,
    value: new Float64Array(held.length),
    weight: Float64Array.from(held, (_, node) => (isTheirs(node) ? 1 : 0)),
    controlStake,
  };
  const { above, rings, below } = graph.order;
  for (const node of above) settle(solution, node);
  if (rings.length <= MOST_IN_RINGS) solveRings(solution, rings);
  else
    for (const node of rings) solution.weight[node] = side === "possible" ? 1 : (solution.weight[node] ?? 0);
  for (const node of [...rings, ...below]) settle(solution, node);
  const all = isTheirs(0) ? 1 : (solution.value[0] ?? 0);
  return { reaches: (limit) => reaches(all, limit) };
}

function settle(solution: Solution, node: number): void {
  const { held, value, weight } = solution;
  const share = isControlled(solution, node) ? 1 : heldOutside(held[node], weight);
  value[node] = share;
  weight[node] = Math.max(weight[node] ?? 0, weightOf(solution, share));
}

function weightOf({ controlStake }: Solution, share: number): number {
  return reaches(share, controlStake) ? 1 : share;
}

function isControlled({ held, weight }: Solution, node: number): boolean {
  return held[node]?.controllers.some((one) => one === null || weight[one] === 1) === true;
}

function heldOutside(node: HeldNode | undefined, weight: Float64Array): number {
  if (node === undefined) return 0;
  return node.holders.reduce((sum, one) => sum + one.share * (weight[one.node] ?? 0), node.unnamed);
}

/** Solves companies that hold each other. Whoever turns out to be theirs wholly is fixed, and the others are solved again. */
function solveRings(solution: Solution, rings: readonly number[]): void {
  const { weight } = solution;
  for (let isAny = true; isAny; ) {
    isAny = false;
    const free = rings.filter((node) => weight[node] !== 1);
    for (const node of free) weight[node] = 0;
    const shares = eliminated(solution, free);
    for (const [at, node] of free.entries()) weight[node] = Math.min(1, weightOf(solution, shares[at] ?? 0));
    for (const node of free) {
      if (weight[node] !== 1 && isControlled(solution, node)) weight[node] = 1;
      isAny ||= weight[node] === 1;
    }
  }
}

/** The shares `t = b + A·t` of these nodes, by elimination. Rows of `A` and `b` add up to 1 at most. */
function eliminated({ held, weight }: Solution, free: readonly number[]): Float64Array {
  const at = new Map(free.map((node, row) => [node, row]));
  const rows = free.map((node) => {
    const row = new Float64Array(free.length + 1);
    row[free.length] = heldOutside(held[node], weight);
    for (const { node: holder, share } of held[node]?.holders ?? []) {
      const column = at.get(holder);
      if (column !== undefined) row[column] = (row[column] ?? 0) + share;
    }
    return row;
  });
  for (const [pivot, row] of rows.entries()) {
    const through = scaled(row, pivot);
    const filled = [...through.keys()].filter((column) => through[column] !== 0);
    for (const other of rows) if (other !== row) passOn(other, through, { pivot, filled });
  }
  return Float64Array.from(rows, (row) => row[free.length] ?? 0);
}

/** What a row is without what it holds of itself. A ring that nobody outside holds belongs to nobody. */
function scaled(row: Float64Array, pivot: number): Float64Array {
  const outside = 1 - (row[pivot] ?? 0);
  row[pivot] = 0;
  const factor = outside <= CLOSED ? 0 : 1 / outside;
  for (let column = 0; column < row.length; column += 1) row[column] = (row[column] ?? 0) * factor;
  return row;
}

// Less than any share that can be told, more than the error of a sum.
const CLOSED = 1e-14;

/** Puts what a row is into another one. `filled` are its columns that are not 0: in most rings they are few. */
function passOn(
  row: Float64Array,
  through: Float64Array,
  { pivot, filled }: { pivot: number; filled: readonly number[] },
): void {
  const share = row[pivot] ?? 0;
  if (share === 0) return;
  row[pivot] = 0;
  for (const column of filled) row[column] = (row[column] ?? 0) + share * (through[column] ?? 0);
}

function reaches(share: number, limit: number): boolean {
  return share >= limit - SHARE_TOLERANCE;
}
