import type { BoundModel, Point } from "../measures/bound-model.ts";

/** The part of one key in a bound; see `Point`. */
export interface KeyAmounts {
  counted: number;
  loose: number;
  exposure: number;
}

/** The path of one key from then to now. */
export interface KeyPath {
  from: KeyAmounts;
  to: KeyAmounts;
}

/**
 * What the change of each key does to a bound while all keys move from then to now along a straight line: the
 * integral of slope times change. The results add up to the change of the bound. A key that does not change
 * gets exactly 0. The exposure of the scope must be greater than 0 at both ends.
 */
export function integratePaths(model: BoundModel, paths: readonly KeyPath[]): number[] {
  const { slopes, loose, whole } = integrateSlopes(model, paths);
  const deltas = paths.map(({ from, to }, key) => {
    return (
      (slopes[key] ?? 0) * (to.counted - from.counted) +
      loose * (to.loose - from.loose) +
      whole * (to.exposure - from.exposure)
    );
  });
  return corrected(deltas, model(pointAt(paths, 1)).value - model(pointAt(paths, 0)).value);
}

/** How much a bound changes with each of the exposures that it is computed from, on average along the path. */
export interface MeanSlopes {
  /** For each path, with its own exposure. */
  slopes: number[];
  loose: number;
  whole: number;
}

/** The mean slope of a bound while all exposures move from then to now along a straight line. */
export function integrateSlopes(model: BoundModel, paths: readonly KeyPath[]): MeanSlopes {
  const [start, end] = [pointAt(paths, 0), pointAt(paths, 1)];
  const growth = Math.log(end.whole / start.whole);
  const mean: MeanSlopes = { slopes: paths.map(() => 0), loose: 0, whole: 0 };
  for (let step = 0; step < PATH_STEPS; step += 1) {
    for (const node of GAUSS_NODES) {
      const { at, pace } = timeAt((step + (1 + node) / 2) / PATH_STEPS, growth);
      const slope = model(pointAt(paths, at));
      const weight = pace / (2 * PATH_STEPS);
      for (const key of paths.keys()) {
        mean.slopes[key] = (mean.slopes[key] ?? 0) + (slope.counted[key] ?? 0) * weight;
      }
      mean.loose += slope.loose * weight;
      mean.whole += slope.whole * weight;
    }
  }
  return mean;
}

// When a ranking changes on the way, the line has a bend, which costs a part of one step.
const PATH_STEPS = 256;

/** The two nodes of Gauss-Legendre quadrature on -1 to 1, each of weight 1. */
const GAUSS_NODES = [-Math.sqrt(1 / 3), Math.sqrt(1 / 3)];

/**
 * How far along the straight line, and how fast, when the whole grows by the same factor in each step: bounds
 * are fractions of the whole, and change fastest when it is small.
 */
function timeAt(step: number, growth: number): { at: number; pace: number } {
  // Below this, both formulas agree to the last bit, and this one would divide by almost nothing.
  if (Math.abs(growth) < 1e-9) return { at: step, pace: 1 };
  const all = Math.expm1(growth);
  return { at: Math.expm1(step * growth) / all, pace: (growth * Math.exp(step * growth)) / all };
}

function pointAt(paths: readonly KeyPath[], at: number): Point {
  const between = (from: number, to: number) => from + (to - from) * at;
  let loose = 0;
  let whole = 0;
  const counted = paths.map(({ from, to }) => {
    loose += between(from.loose, to.loose);
    whole += between(from.exposure, to.exposure);
    return between(from.counted, to.counted);
  });
  return { counted, loose, whole };
}

/** Distributes what the steps have missed over everything that moved, in proportion. */
function corrected(deltas: number[], change: number): number[] {
  const missing = change - deltas.reduce((total, delta) => total + delta, 0);
  const moved = deltas.reduce((total, delta) => total + Math.abs(delta), 0);
  return moved === 0 ? deltas : deltas.map((delta) => delta + (missing * Math.abs(delta)) / moved);
}
