import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { limitsOf, type Rule } from "../policy/policy.ts";
import { upToDecimals, withDecimals } from "../values/decimals.ts";
import type { Unit } from "../values/exposure.ts";
import type { Bounds } from "../values/interval.ts";
import { oneLine } from "../values/one-line.ts";

const MOST_MORE_DIGITS = 2;

/**
 * `28.0 %`: a fraction for a table, with `digits` decimals. What is only nearly none or all gets up to two more, so that
 * it does not read as that: `0.02 %`, `99.97 %`.
 */
export function percent(fraction: number, digits = 1): string {
  const shownWith = (more: number) => (fraction * 100).toFixed(digits + more);
  for (let more = 0; more <= MOST_MORE_DIGITS; more += 1) {
    const shown = shownWith(more);
    const isFalse = [0, 1].some((end) => fraction !== end && Number(shown) === end * 100);
    if (!isFalse) return `${shown} %`;
  }
  return `${shownWith(0).replace(/^-(?=[0.]*$)/, "")} %`;
}

/** A fraction in a sentence: `28.0 %`, and neither none nor all of it where it is only nearly that. */
export function shareText(fraction: number): string {
  if (fraction > 0 && fraction < 0.0005) return "less than 0.1 %";
  return fraction < 1 && fraction >= 0.9995 ? "more than 99.9 %" : percent(fraction);
}

/** `USD 590.5 M`, `kWh 12.0 k`, `USD 5`: an exposure in its unit, short enough for a phone. */
export function money(exposure: number, unit: Unit): string {
  if (exposure > 0 && exposure < 0.5) return `${unit} ${exposure.toFixed(exposure < 0.005 ? 3 : 2)}`;
  const [divisor, suffix] = SIZES.find(([, , from]) => exposure >= from) ?? [1, ""];
  return `${unit} ${(exposure / divisor).toFixed(divisor === 1 ? 0 : 1)}${suffix}`;
}

/** From where on an exposure is told in a size: where the smaller one would read as 1,000 of it. */
const SIZES: [size: number, suffix: string, from: number][] = [
  [1e9, " B", 999.95e6],
  [1e6, " M", 999.95e3],
  [1e3, " k", 999.5],
];

/**
 * A measured value for the body of an e-mail: `28.0 %`, `71.0-83.0 %`, `2,600`, `2.9 or more`; of a change `-2.0 to 3.0 %
 * points`. Beside a limit it is given as many digits as it takes to read differently from it: 25.01 %, not 25.0 %, over
 * a limit of 25 %.
 */
export function intervalText(measure: Measure, { lower, upper }: Bounds, limit?: number): string {
  const bounds = [lower, upper].filter((bound) => bound !== null && Number.isFinite(bound));
  const digits = Math.max(...bounds.map((bound) => digitsBeside(measure, bound ?? 0, limit)));
  const low = valueText(measure, lower, digits);
  if (upper === null || !Number.isFinite(upper)) return `${low} or more`;
  const high = valueText(measure, upper, digits);
  // A hyphen before or after a minus would be read as another one.
  const dash = lower < 0 ? " to " : "-";
  return low === high ? low : `${low.replace(/ %( points)?$/, "")}${dash}${high}`;
}

/**
 * `limit 65 %`, or `minimum 3` where a smaller value is the trouble. Where the limit itself must not be reached:
 * `to stay under 5 %`, `to stay over 3`.
 */
export function limitPhrase(
  measure: Measure,
  limit: number,
  side: "above" | "below",
  atLimit = false,
): string {
  const [reached, passed] = side === "above" ? ["to stay under", "limit"] : ["to stay over", "minimum"];
  return `${atLimit ? reached : passed} ${limitText(measure, limit)}`;
}

/** The same of a rule and one of its limits. */
export function ruleLimitPhrase(rule: Rule, limit: number): string {
  const { side, limits } = limitsOf(rule);
  return limitPhrase(rule.measure, limit, side, limits.atLimit);
}

/**
 * What an alert is called wherever it is shown: its title, its item or program, and the id of its rule, `Made in China
 * (bess) [china-origin]`. A rule that has left its policy has no title any more.
 */
export function alertName(
  title: string | undefined,
  { rule, group }: { rule: string; group: string | null },
): string {
  const of = group === null ? "" : ` (${groupName(group)})`;
  return title === undefined ? `${oneLine(rule)}${of}` : `${oneLine(title)}${of} [${rule}]`;
}

/** The same without the id, where that stands beside it: `Made in China (bess)`. */
export function titleName(title: string, group: string | null): string {
  return group === null ? oneLine(title) : `${oneLine(title)} (${groupName(group)})`;
}

/** What to call an item or a program; `?` where its name shows nothing. */
function groupName(group: string): string {
  return oneLine(group) || "?";
}

/** A limit as its policy gives it: `65 %`, `1,800`, `3`; of the change of a share `5 % points`. */
export function limitText(measure: Measure, limit: number): string {
  if (factsOf(measure).unit !== "fraction") return exact(limit);
  return `${exact(limit * 100)} %${pointsAfter(measure)}`;
}

/** What follows the `%` of a measure: a share that goes from 20 % to 25 % has risen by 5 % points, not by 5 %. */
export function pointsAfter(measure: Measure): string {
  return factsOf(measure).daysBefore === null ? "" : " points";
}

const FEWEST_DIGITS = { fraction: 1, points: 0, number: 1 };
// Beyond these a number differs only by rounding.
const MOST_DIGITS = 12;

/** How many decimals a value needs to read as what it is: on its own side of the limit. */
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

function valueText(measure: Measure, value: number, digits: number): string {
  if (factsOf(measure).unit === "fraction") return percent(value, digits) + pointsAfter(measure);
  return withDecimals(value, digits);
}

// A limit that is rounded would be another limit; beyond these digits a fraction of 0.65 is no 65 % any more.
const LIMIT_DIGITS = 10;

function exact(value: number): string {
  return upToDecimals(value, LIMIT_DIGITS);
}

/** A line within a section. */
export function indent(line: string): string {
  return `  ${line}`;
}

/** Values one beside the other: `58.0  59.1`, `1,347  1,401`; `-` for none, and `any` for what has no bound. */
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
