import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { withDecimals } from "../values/decimals.ts";
import type { Bounds } from "../values/interval.ts";
import { percentNumber } from "./share.ts";

/**
 * A measured value for the body of an e-mail: `28.0 %`, `71.0-83.0 %`, `2,600`, `2.9 or more`; for a change
 * `-2.0 to 3.0 % points`. With a limit, it has as many digits as it needs to look different from the limit:
 * 25.01 %, not 25.0 %, over a limit of 25 %.
 */
export function intervalText(measure: Measure, bounds: Bounds, limit?: number): string {
  // A hyphen next to a minus sign would look like a second minus sign.
  return rangeWith(bounds.lower < 0 ? " to " : "-", measure, bounds, limit);
}

/** What a range is, for whoever reads one for the first time. */
export const RANGE_MEANT =
  "If what is stored is right, the true figure lies within its range: the less is known, the wider the range.";

/** The same in words: `71.0 to 83.0 %`. A mail program may break a line between the two bounds, not at a hyphen. */
export function rangeText(measure: Measure, bounds: Bounds, limit?: number): string {
  return rangeWith(" to ", measure, bounds, limit);
}

function rangeWith(dash: string, measure: Measure, { lower, upper }: Bounds, limit?: number): string {
  const bounds = [lower, upper].filter((bound) => bound !== null && Number.isFinite(bound));
  const digits = Math.max(...bounds.map((bound) => digitsBeside(measure, bound ?? 0, limit)));
  const low = numberText(measure, lower, digits);
  const unit = unitAfter(measure);
  if (upper === null || !Number.isFinite(upper)) return `${low}${unit} or more`;
  const high = numberText(measure, upper, digits);
  return low === high ? `${low}${unit}` : `${low}${dash}${high}${unit}`;
}

function numberText(measure: Measure, value: number, digits: number): string {
  return factsOf(measure).unit === "fraction" ? percentNumber(value, digits) : withDecimals(value, digits);
}

/** The unit after a value of a measure: ` %`, ` % points`, or nothing. */
export function unitAfter(measure: Measure): string {
  return factsOf(measure).unit === "fraction" ? ` %${pointsAfter(measure)}` : "";
}

/**
 * The word after the `%` of a measure: a share that rises from 20 % to 25 % has risen by 5 % points, not by 5
 * %.
 */
export function pointsAfter(measure: Measure): string {
  return factsOf(measure).daysBefore === null ? "" : " points";
}

const FEWEST_DIGITS = { fraction: 1, points: 0, number: 1 };
// With more decimals, numbers differ only by rounding.
const MOST_DIGITS = 12;

/** How many decimals a value needs to be shown on its own side of the limit. */
export function digitsBeside(
  measure: Measure,
  value: number,
  limit: number | undefined,
  fewest?: number,
): number {
  const unit = factsOf(measure).unit;
  const scale = unit === "fraction" ? 100 : 1;
  const least = fewest ?? FEWEST_DIGITS[unit];
  if (limit === undefined || value === limit) return least;
  const shownLimit = Number((limit * scale).toFixed(MOST_DIGITS));
  for (let digits = least; digits < MOST_DIGITS; digits += 1) {
    const shown = Number((value * scale).toFixed(digits));
    if (shown !== shownLimit && shown > shownLimit === value > limit) return digits;
  }
  return MOST_DIGITS;
}

/** Values side by side: `58.0  59.1`, `1,347  1,401`; `-` for no value, `any` for no upper bound. */
export function valuesText(values: (number | null)[], measure: Measure): string {
  const unit = factsOf(measure).unit;
  const scale = unit === "fraction" ? 100 : 1;
  const digits = unit === "points" ? 0 : 1;
  const texts = values.map((value) => {
    if (value === null) return "-";
    if (!Number.isFinite(value)) return "any";
    return withDecimals(value * scale, digits);
  });
  return texts.join("  ");
}
