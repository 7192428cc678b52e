/**
 * The exposures that a bound is computed from, in any unit. `counted` is what each key has of its own in this
 * bound. `loose` belongs to whichever key makes the bound largest. `whole` is the exposure of the scope,
 * greater than 0.
 */
export interface Point {
  counted: readonly number[];
  loose: number;
  whole: number;
}

/** A bound at a point, and how much it changes with each of its exposures. */
interface Slope {
  value: number;
  counted: readonly number[];
  loose: number;
  whole: number;
}

/** How a bound of a measure is computed from exposures. */
export type BoundModel = (point: Point) => Slope;

/** `Σ a / E`. */
export function shareBound({ counted, loose, whole }: Point): Slope {
  const value = (sumAll(counted) + loose) / whole;
  return { value, counted: counted.map(() => 1 / whole), loose: 1 / whole, whole: -value / whole };
}

/** The sum of the n largest and of what is loose, divided by E. */
export function topShareBound({ counted, loose, whole }: Point, n: number): Slope {
  const smallest = counted.toSorted((a, b) => b - a)[Math.min(n, counted.length) - 1] ?? 0;
  const above = counted.filter((exposure) => exposure > smallest);
  const places = Math.min(n, counted.length) - above.length;
  // Keys of equal size share the last places equally.
  const part = places / counted.filter((exposure) => exposure === smallest).length;
  const value = (sumAll(above) + places * smallest + loose) / whole;
  const slopes = counted.map((exposure) => {
    if (exposure < smallest) return 0;
    return (exposure > smallest ? 1 : part) / whole;
  });
  return { value, counted: slopes, loose: 1 / whole, whole: -value / whole };
}

/** `10⁴·Σ a² / E²`, with what is loose added to the largest `a`. */
export function herfindahlBound({ counted, loose, whole }: Point): Slope {
  const largest = Math.max(0, ...counted);
  // Equal largest keys share what is loose equally.
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
export function effectiveBound(point: Point): Slope {
  const { value, counted, loose, whole } = herfindahlBound(point);
  const factor = -10_000 / value ** 2;
  return {
    value: 10_000 / value,
    counted: counted.map((slope) => slope * factor),
    loose: loose * factor,
    whole: whole * factor,
  };
}

function sumAll(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
