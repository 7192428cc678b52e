import { type Covering, solveCovering } from "./covering.ts";

/** A covering problem in whole units, with an answer that clears. */
export interface WholeCovering extends Covering {
  /** The rough size of the numbers: the problem is solved in parts of it. */
  scale: number;
  /** A first answer, to be improved. */
  found: readonly number[];
  /** Whether an answer in whole units clears the limit. */
  clears: (solution: readonly number[]) => boolean;
}

// Rounding up is wrong by less than one unit for each row, which is near enough when a better answer takes
// longer.
const MOST_BRANCHES = 200;
// The work of a branch is about the rows times the square of the columns.
const MOST_COVERING_WORK = 100_000_000;

/**
 * A better answer in whole units, by branch and bound: when the fractional solution has a column between two
 * whole numbers, the column is at most the lower one, or at least the higher one.
 */
export function solveInWholes(problem: WholeCovering): readonly number[] {
  const { most, clears } = problem;
  // A smaller difference is rounding.
  const near = Math.max(1e-6, problem.scale * 1e-12);
  let best = problem.found;
  const open: CoverBounds[] = [{ least: most.map(() => 0), most }];
  const affordable = Math.floor(MOST_COVERING_WORK / (problem.rows.length * most.length ** 2));
  for (let branches = 0; branches < Math.min(MOST_BRANCHES, affordable); branches += 1) {
    const bounds = open.pop();
    if (bounds === undefined) break;
    const solution = solveWithin(problem, bounds, near);
    if (solution === null || Math.ceil(wholeSum(solution) - near) >= wholeSum(best)) continue;
    const column = solution.findIndex((own) => Math.abs(own - Math.round(own)) > near);
    if (column !== -1) open.push(...split(bounds, column, Math.floor(solution[column] ?? 0)));
    else if (clears(solution.map(Math.round))) best = solution.map(Math.round);
  }
  return best;
}

interface CoverBounds {
  least: readonly number[];
  most: readonly number[];
}

/** The fractional solution between bounds; `null` when there is none. */
function solveWithin({ rows, need, scale }: Covering & { scale: number }, bounds: CoverBounds, near: number) {
  const { least, most } = bounds;
  const left = rows.map((row, at) => (need[at] ?? 0) - weighted(row, least));
  const room = most.map((own, column) => own - (least[column] ?? 0));
  if (rows.some((row, at) => weighted(row, room) < (left[at] ?? 0) - near)) return null;
  const more = solveCovering({
    rows,
    need: left.map((own) => own / scale),
    most: room.map((own) => own / scale),
  });
  return least.map((own, column) => own + (more[column] ?? 0) * scale);
}

function split({ least, most }: CoverBounds, column: number, lower: number): CoverBounds[] {
  return [
    { least, most: most.with(column, lower) },
    { least: least.with(column, lower + 1), most },
  ];
}

function weighted(row: readonly number[], numbers: readonly number[]): number {
  return row.reduce((sum, weight, at) => sum + weight * (numbers[at] ?? 0), 0);
}

/** The sum of numbers. */
export function wholeSum(numbers: readonly number[]): number {
  return numbers.reduce((sum, own) => sum + own, 0);
}
