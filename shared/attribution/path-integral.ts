import type { BoundModel, Point } from "../measures/bound-model.ts";

/** What one key brings to a bound; see `Point`. */
export interface KeyAmounts {
  counted: number;
  loose: number;
  exposure: number;
}

/** One key's way from then to now. */
export interface KeyPath {
  from: KeyAmounts;
  to: KeyAmounts;
}

/**
 * What the change of each key does to a bound while all go from then to now along a straight line: the integral of
 * slope times change. The results add up to the change of the bound. A key that does not change gets exactly 0.
 * The exposure of the scope must be greater than 0 at both ends.
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

/** By how much a bound changes with each of the exposures that it is made of, all along the way. */
export interface MeanSlopes {
  /** By path, with what it has of its own. */
  slopes: number[];
  loose: number;
  whole: number;
}

/** The mean slope of a bound while all exposures go from then to now along a straight line. */
export function integrateSlopes(model: BoundModel, paths: readonly KeyPath[]): MeanSlopes {
  const [start, end] = [pointAt(paths, 0), pointAt(paths, 1)];
  const growth = Math.log(end.whole / start.whole);
  const mean: MeanSlopes = { slopes: paths.map(() => 0), loose: 0, whole: 0 };
  for (let step = 0; step < STEPS; step += 1) {
    for (const node of GAUSS_NODES) {
      const { at, pace } = timeAt((step + (1 + node) / 2) / STEPS, growth);
      const slope = model(pointAt(paths, at));
      const weight = pace / (2 * STEPS);
      for (const key of paths.keys()) {
        mean.slopes[key] = (mean.slopes[key] ?? 0) + (slope.counted[key] ?? 0) * weight;
      }
      mean.loose += slope.loose * weight;
      mean.whole += slope.whole * weight;
    }
  }
  return mean;
}

// A ranking that changes on the way puts a bend into the line, which costs a part of one step.
const STEPS = 256;

/** Nodes of Gauss and Legendre for two points on -1 to 1, each of weight 1. */
const GAUSS_NODES = [-Math.sqrt(1 / 3), Math.sqrt(1 / 3)];

/**
 * How far along the straight line, and how fast, when the whole grows by the same factor in every step: bounds are
 * fractions of the whole, and change fastest where it is small.
 */
function timeAt(step: number, growth: number): { at: number; pace: number } {
  // Below this the two agree to the last bit, and the formula divides by almost nothing.
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

/** Divides what the steps have missed among those that moved anything, by how much they did. */
function corrected(deltas: number[], change: number): number[] {
  const missing = change - deltas.reduce((total, delta) => total + delta, 0);
  const moved = deltas.reduce((total, delta) => total + Math.abs(delta), 0);
  return moved === 0 ? deltas : deltas.map((delta) => delta + (missing * Math.abs(delta)) / moved);
}
