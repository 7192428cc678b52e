import { type Amount, square } from "../values/amount.ts";
import { isMore, type Quotient } from "../values/ratio.ts";

/**
 * The least square sum as a share of the squared total, when each block may have any part of its optional exposure.
 * `loose` is optional exposure that is spread over infinitely many keys: all of it dilutes.
 *
 * The blocks are filled up to a level, the smallest first, for as long as the level lies below `Σe² / Σe`: up to
 * there every further unit dilutes more than it concentrates.
 */
export function leastSquaresOf(blocks: readonly Amount[], certain: number, loose: number): Quotient {
  const total = certain + loose;
  const levels = fillingLevels(blocks);
  let [from, to] = [0, levels.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const level = levels[middle] ?? 0;
    const { squares, sum } = filledTo(level, blocks, total);
    if (BigInt(level) * sum < squares) from = middle + 1;
    else to = middle;
  }
  const below = levels[from - 1] ?? 0;
  const isFilling = ({ certain, optional }: Amount) => certain <= below && below < certain + optional;
  const filling = from === levels.length || levels.length === 0 ? [] : blocks.filter(isFilling);
  const { squares, sum } = filledTo(below, blocks, total);
  if (filling.length === 0) return { part: squares, whole: sum * sum };
  // At the level q/s, with q and s of all that is not filling, m blocks hold q/s each.
  const m = BigInt(filling.length);
  const q = squares - m * BigInt(below) * BigInt(below);
  const s = sum - m * BigInt(below);
  return { part: q, whole: s * s + m * q };
}

/** The least share of the `n` largest blocks; see `leastSquaresOf`. */
export function leastTopOf(blocks: readonly Amount[], certain: number, loose: number, n: number): Quotient {
  const total = certain + loose;
  const top = largest(
    blocks.map((block) => block.certain),
    n,
  );
  const smallest = top.at(-1) ?? 0;
  // Below the smallest of the top filling only dilutes. Above it the share falls, then rises, with a bend at each level.
  const bends = [...top, ...fillingLevels(blocks)].filter((level) => level >= smallest);
  let least: Quotient | null = null;
  for (const level of new Set([smallest, ...bends].sort((a, b) => a - b))) {
    const held = blocks.map((block) => filledBlock(block, level));
    const part = largest(held, n).reduce((sum, exposure) => sum + BigInt(exposure), 0n);
    const share = { part, whole: sumFilledTo(level, blocks, total) };
    if (least !== null && isMore(share, least)) break;
    least = share;
  }
  return least ?? { part: 0n, whole: 1n };
}

/** Every level at which a block begins or ends to fill, in order. */
function fillingLevels(blocks: readonly Amount[]): number[] {
  const filling = blocks.filter(({ optional }) => optional > 0);
  const levels = filling.flatMap(({ certain, optional }) => [certain, certain + optional]);
  return [...new Set(levels)].sort((a, b) => a - b);
}

function filledBlock({ certain, optional }: Amount, level: number): number {
  return Math.min(Math.max(certain, level), certain + optional);
}

function filledTo(level: number, blocks: readonly Amount[], total: number): { squares: bigint; sum: bigint } {
  const squares = blocks.reduce((sum, block) => sum + square(filledBlock(block, level)), 0n);
  return { squares, sum: sumFilledTo(level, blocks, total) };
}

/** The total, and what fills the blocks up to a level. */
function sumFilledTo(level: number, blocks: readonly Amount[], total: number): bigint {
  let sum = BigInt(total);
  for (const block of blocks) {
    const filled = filledBlock(block, level) - block.certain;
    if (filled > 0) sum += BigInt(filled);
  }
  return sum;
}

/** The `n` largest, the largest first. */
function largest(exposures: readonly number[], n: number): number[] {
  const top: number[] = [];
  for (const exposure of exposures) {
    if (top.length === n && exposure <= (top[n - 1] ?? Number.POSITIVE_INFINITY)) continue;
    let at = top.length;
    while (at > 0 && (top[at - 1] ?? 0) < exposure) at -= 1;
    top.splice(at, 0, exposure);
    if (top.length > n) top.pop();
  }
  return top;
}
