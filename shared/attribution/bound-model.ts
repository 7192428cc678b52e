import type { Measure } from "../policy/measure.ts";

/** Which end of an interval. */
export type Bound = "lower" | "upper";

/**
 * The exposures that a bound is made of, in any unit. `counted` is what each key has of its own in this bound, `loose`
 * what belongs to whoever makes the bound largest, `whole` the exposure of the scope, which is greater than 0.
 */
export interface Point {
  counted: readonly number[];
  loose: number;
  whole: number;
}

/** A bound at a point, and by how much it changes with each of the exposures that it is made of. */
interface Slope {
  value: number;
  counted: readonly number[];
  loose: number;
  whole: number;
}

export type BoundModel = (point: Point) => Slope;

/** How a bound of a measure follows from exposures; `null` for a change, which has two points already. */
export function boundModel(measure: Measure): BoundModel | null {
  switch (measure.kind) {
    case "change":
      return null;
    case "hhi":
      return hhi;
    case "top":
      return (point) => topShare(point, measure.n);
    case "effective":
      return effective;
    default:
      return share;
  }
}

/** Whether a bound of a measure gives exposure of unknown keys to the leader. */
export function givesToLeader(measure: Measure, bound: Bound): boolean {
  if (measure.kind === "effective") return bound === "lower";
  return (measure.kind === "hhi" || measure.kind === "top") && bound === "upper";
}

/** `Σ a / E`. */
function share({ counted, loose, whole }: Point): Slope {
  const value = (sum(counted) + loose) / whole;
  return { value, counted: counted.map(() => 1 / whole), loose: 1 / whole, whole: -value / whole };
}

/** The sum of the n largest, and of what is loose, divided by E. */
function topShare({ counted, loose, whole }: Point, n: number): Slope {
  const smallest = counted.toSorted((a, b) => b - a)[Math.min(n, counted.length) - 1] ?? 0;
  const above = counted.filter((exposure) => exposure > smallest);
  const places = Math.min(n, counted.length) - above.length;
  // Equals have an equal part in the last places.
  const part = places / counted.filter((exposure) => exposure === smallest).length;
  const value = (sum(above) + places * smallest + loose) / whole;
  const slopes = counted.map((exposure) => {
    if (exposure < smallest) return 0;
    return (exposure > smallest ? 1 : part) / whole;
  });
  return { value, counted: slopes, loose: 1 / whole, whole: -value / whole };
}

/** `10⁴·Σ a² / E²`, with what is loose added to the largest `a`. */
function hhi({ counted, loose, whole }: Point): Slope {
  const largest = Math.max(0, ...counted);
  // Equal leaders have an equal part in what is loose.
  const leaders = counted.filter((exposure) => exposure === largest).length;
  const scale = 10_000 / whole ** 2;
  const squares = counted.reduce((total, exposure) => total + exposure ** 2, 0);
  const value = scale * (squares + 2 * largest * loose + loose ** 2);
  return {
    value,
    counted: counted.map((exposure) => {
      return 2 * scale * (exposure === largest ? exposure + loose / leaders : exposure);
    }),
    loose: 2 * scale * (largest + loose),
    whole: (-2 * value) / whole,
  };
}

/** `10⁴ / HHI`: falls as the HHI rises. */
function effective(point: Point): Slope {
  const { value, counted, loose, whole } = hhi(point);
  const factor = -10_000 / value ** 2;
  return {
    value: 10_000 / value,
    counted: counted.map((slope) => slope * factor),
    loose: loose * factor,
    whole: whole * factor,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
