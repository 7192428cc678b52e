/**
 * A covering problem: the smallest `Σ x_j` for which every row has `Σ a_ij·x_j ≥ need_i`, with each `x_j` from
 * 0 to `most_j`. All numbers are 0 or more, and all columns together must cover every row.
 */
export interface Covering {
  rows: readonly (readonly number[])[];
  need: readonly number[];
  most: readonly number[];
}

/** A smaller violation of a row counts as rounding. The numbers should be of the size of 1. */
const COVERING_TOLERANCE = 1e-13;

/**
 * Solves it with the dual simplex method with bounds. It starts with all columns at 0, which costs least, and
 * repairs one row after the other with the column that does it at the lowest price. For equal prices it takes
 * the first column (Bland's rule). The answer is exact apart from rounding.
 */
export function solveCovering({ rows, need, most }: Covering): number[] {
  const columns = most.length;
  const bounds = [...most, ...need.map(() => Number.POSITIVE_INFINITY)];
  const state: Dictionary = {
    basic: rows.map((_, at) => columns + at),
    values: need.map((amount) => -amount),
    coefficients: rows.map((row) => Float64Array.from(row)),
    resting: most.map((_, column) => column),
    atMost: most.map(() => false),
    prices: new Float64Array(columns).fill(1),
    bounds,
  };
  // Taking the worst row first is usually faster; taking the first row always ends.
  const shortcut = 10 * bounds.length;
  for (let steps = 0; ; steps += 1) {
    const leaving = rowOutOfBounds(state, steps < shortcut ? "furthest" : "first");
    if (leaving === null) break;
    const entering = cheapestColumn(state, leaving);
    if (entering === null) break;
    exchange(state, leaving, entering);
  }
  const solution = Array<number>(bounds.length).fill(0);
  for (const [at, variable] of state.resting.entries()) {
    if (state.atMost[at] === true) solution[variable] = bounds[variable] ?? 0;
  }
  for (const [row, variable] of state.basic.entries()) solution[variable] = state.values[row] ?? 0;
  return solution.slice(0, columns);
}

/**
 * Every row expresses a basic variable by the others, which rest at 0 or at their maximum: `basic_i = values_i
 * + Σ_j coefficients_ij · (how far resting_j leaves its bound)`.
 */
interface Dictionary {
  basic: number[];
  values: number[];
  coefficients: Float64Array[];
  resting: number[];
  atMost: boolean[];
  /** How much the sum rises for each unit that a resting variable rises. */
  prices: Float64Array;
  bounds: readonly number[];
}

/**
 * The row of the variable that is furthest outside its bounds, or of the first such variable; `null` when all
 * are inside.
 */
function rowOutOfBounds({ basic, values, bounds }: Dictionary, wanted: "furthest" | "first"): number | null {
  let found: { row: number; off: number; variable: number } | null = null;
  for (const [row, value] of values.entries()) {
    const variable = basic[row] ?? 0;
    const off = Math.max(-value, value - (bounds[variable] ?? 0));
    if (off <= COVERING_TOLERANCE) continue;
    const isBefore = found === null || (wanted === "furthest" ? off > found.off : variable < found.variable);
    if (isBefore) found = { row, off, variable };
  }
  return found === null ? null : found.row;
}

/** The column that repairs a row at the lowest price. */
function cheapestColumn(state: Dictionary, row: number): number | null {
  const { values, coefficients, resting, atMost, prices } = state;
  const mustRise = (values[row] ?? 0) < 0;
  let best: { column: number; price: number; variable: number } | null = null;
  for (const [column, variable] of resting.entries()) {
    const slope = coefficients[row]?.[column] ?? 0;
    const helps = slope > 0 === (mustRise !== (atMost[column] === true));
    if (!helps || Math.abs(slope) < COVERING_TOLERANCE) continue;
    const price = Math.abs((prices[column] ?? 0) / slope);
    const isBetter =
      best === null || price < best.price || (price === best.price && variable < best.variable);
    if (isBetter) best = { column, price, variable };
  }
  return best === null ? null : best.column;
}

/** The row's variable moves to the bound that it violates, and the column's variable takes its place. */
function exchange(state: Dictionary, row: number, column: number): void {
  const { basic, values, coefficients, resting, atMost, prices, bounds } = state;
  const pivotRow = coefficients[row] ?? new Float64Array();
  const pivot = pivotRow[column] ?? 1;
  const leaving = basic[row] ?? 0;
  const entering = resting[column] ?? 0;
  const isBelow = (values[row] ?? 0) < 0;
  const step = ((isBelow ? 0 : (bounds[leaving] ?? 0)) - (values[row] ?? 0)) / pivot;
  for (const [other, own] of coefficients.entries()) {
    if (other === row) continue;
    values[other] = (values[other] ?? 0) + (own[column] ?? 0) * step;
    substitute(own, pivotRow, column);
  }
  substitute(prices, pivotRow, column);
  values[row] = (atMost[column] === true ? (bounds[entering] ?? 0) : 0) + step;
  for (const at of pivotRow.keys()) {
    pivotRow[at] = at === column ? 1 / pivot : -(pivotRow[at] ?? 0) / pivot;
  }
  basic[row] = entering;
  resting[column] = leaving;
  atMost[column] = !isBelow;
}

/** Replaces the variable of the pivot column by its expression in the pivot row. */
function substitute(own: Float64Array, pivotRow: Float64Array, column: number): void {
  const factor = (own[column] ?? 0) / (pivotRow[column] ?? 1);
  if (factor === 0) return;
  for (const at of own.keys()) own[at] = (own[at] ?? 0) - factor * (pivotRow[at] ?? 0);
  own[column] = factor;
}
