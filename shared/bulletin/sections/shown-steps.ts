import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { withDecimals } from "../../values/decimals.ts";

/**
 * The change of a measure as it is shown: whole steps of the last decimal, so that the shown parts can add up.
 */
export interface ShownChange {
  digits: number;
  before: number;
  after: number;
  total: number;
}

// With more decimals, the change would be too small to explain.
const MOST_STEP_DIGITS = 3;

/** The change of a measure with the fewest decimals that show it; `null` when it is too small to be seen. */
export function shownChange(measure: Measure, before: number, after: number): ShownChange | null {
  const fewest = factsOf(measure).unit === "points" ? 0 : 1;
  for (let digits = fewest; digits <= fewest + MOST_STEP_DIGITS; digits += 1) {
    const [from, to] = [shownSteps(measure, before, digits), shownSteps(measure, after, digits)];
    if (from !== to) return { digits, before: from, after: to, total: to - from };
  }
  return null;
}

/** A value in steps of its last decimal: 0.333 is 333 steps of 0.1 %. */
export function shownSteps(measure: Measure, value: number, digits: number): number {
  const scaled = factsOf(measure).unit === "fraction" ? value * 100 : value;
  // Rounded in the same way as everywhere else in the text.
  return Math.round(Number(scaled.toFixed(digits)) * 10 ** digits);
}

/** Steps as a value of the measure: `33.3 %`, `1,800`, `2.5`. */
export function stepsAsValue(measure: Measure, steps: number, digits: number): string {
  const value = grouped(steps, digits);
  return factsOf(measure).unit === "fraction" ? `${value} %` : value;
}

/** Steps as a change: `+48.7`, `-1,250`. */
export function stepsAsChange(steps: number, digits: number): string {
  return grouped(steps, digits).replace(/^(?!-)/, "+");
}

function grouped(steps: number, digits: number): string {
  return withDecimals(steps / 10 ** digits, digits);
}
