/**
 * The least that has to move as its definition reads: every way to move is tried. Only for small worlds, to hold the
 * real remedies against.
 */

/** Every list of whole numbers of which each is from 0 to its most. */
function* everyChoice(most: readonly number[]): Generator<number[]> {
  const [first, ...rest] = most;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const tail of everyChoice(rest)) {
    for (let own = 0; own <= first; own += 1) yield [own, ...tail];
  }
}

/**
 * The least that keys have to give so that what all hold afterwards is inside: known keys take as much as they may
 * (`most` of them each), and what is left goes to new ones of one unit each, if there may be any.
 */
export function leastSpread(
  held: readonly number[],
  most: readonly number[],
  mayBeNew: boolean,
  isInside: (holdings: number[]) => boolean,
): number | null {
  const all = sum(held);
  let least: number | null = null;
  for (const after of everyChoice(most)) {
    const fresh = all - sum(after);
    if (fresh < 0 || (fresh > 0 && !mayBeNew)) continue;
    const moved = sum(held.map((own, at) => Math.max(0, own - (after[at] ?? 0))));
    if (least !== null && moved >= least) continue;
    if (isInside([...after, ...Array<number>(fresh).fill(1)])) least = moved;
  }
  return least;
}

/** The least that lines have to give in whole units so that what is left of them is inside. */
export function leastGivenByTrial(
  exposures: readonly number[],
  isInside: (left: number[]) => boolean,
): number | null {
  let least: number | null = null;
  for (const left of everyChoice(exposures)) {
    const moved = sum(exposures) - sum(left);
    if ((least === null || moved < least) && isInside(left)) least = moved;
  }
  return least;
}

/** A covering problem: the least `Σ x` with `rows · x >= need`, each `x` from 0 to its most. */
export interface PlainCovering {
  rows: number[][];
  need: number[];
  most: number[];
}

/**
 * The least of a covering problem, found at its corners: each lies where as many of the rows and bounds as there are
 * columns hold with equality.
 */
export function leastAtCorners({ rows, need, most }: PlainCovering): number | null {
  const size = most.length;
  const unit = (at: number) => Array.from({ length: size }, (_, column) => Number(column === at));
  const planes = [
    ...rows.map((row, at) => ({ row, value: need[at] ?? 0 })),
    ...most.flatMap((value, at) => [
      { row: unit(at), value: 0 },
      { row: unit(at), value },
    ]),
  ];
  let least: number | null = null;
  for (const chosen of subsets(planes, size)) {
    const corner = solve(
      chosen.map(({ row }) => [...row]),
      chosen.map(({ value }) => value),
    );
    if (corner === null) continue;
    const isWithin = corner.every((own, at) => own >= -1e-9 && own <= (most[at] ?? 0) + 1e-9);
    const covers = rows.every((row, at) => dot(row, corner) >= (need[at] ?? 0) - 1e-9);
    if (isWithin && covers) least = Math.min(least ?? Number.POSITIVE_INFINITY, sum(corner));
  }
  return least;
}

/** Gauss with pivots; `null` where there is no single solution. */
function solve(matrix: number[][], values: number[]): number[] | null {
  const size = values.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1) {
      if (Math.abs(at(matrix, row, column)) > Math.abs(at(matrix, pivot, column))) pivot = row;
    }
    if (Math.abs(at(matrix, pivot, column)) < 1e-9) return null;
    [matrix[column], matrix[pivot]] = [matrix[pivot] ?? [], matrix[column] ?? []];
    [values[column], values[pivot]] = [values[pivot] ?? 0, values[column] ?? 0];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = at(matrix, row, column) / at(matrix, column, column);
      const own = matrix[row] ?? [];
      for (let place = 0; place < size; place += 1) {
        own[place] = (own[place] ?? 0) - factor * at(matrix, column, place);
      }
      values[row] = (values[row] ?? 0) - factor * (values[column] ?? 0);
    }
  }
  return values.map((value, row) => value / at(matrix, row, row));
}

function at(matrix: number[][], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place <= all.length - size; place += 1) {
    const own = all[place];
    if (own === undefined) return;
    for (const rest of subsets(all, size - 1, place + 1)) yield [own, ...rest];
  }
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, own) => total + own, 0);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((own, place) => own * (b[place] ?? 0)));
}
