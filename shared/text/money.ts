import { upToDecimals } from "../values/decimals.ts";
import type { Unit } from "../values/exposure.ts";
import type { Interval } from "../values/interval.ts";

/** `USD 590.5 M`, `kWh 12.0 k`, `USD 5`: an exposure in its unit, short enough for a phone. */
export function money(exposure: number, unit: Unit): string {
  const { number, suffix } = shortOf(exposure);
  return `${unit} ${number}${suffix}`;
}

/** The same with every digit where the short form would be another amount: `USD 1.0 M`, but `USD 1,040,000`. */
export function exactMoney(exposure: number, unit: Unit): string {
  const isSame = isEqual(roundedOf(exposure), exposure);
  return isSame ? money(exposure, unit) : `${unit} ${upToDecimals(exposure, MOST_DECIMALS)}`;
}

/**
 * What is less than a limit, and at least `from`: exact where the short form would not be so, as `USD 999,960` beside
 * `USD 1.0 M`.
 */
export function moneyBelow({ lower, upper }: Interval, limit: number, unit: Unit, from = 0): string {
  const rounded = roundedOf(upper);
  const text = isLess(rounded, limit) && !isLess(rounded, from) ? money : exactMoney;
  const [low, high] = [text(lower, unit), text(upper, unit)];
  return low === high ? low : `${low} to ${withoutUnit(high, unit)}`;
}

function shortOf(exposure: number): { number: string; divisor: number; suffix: string } {
  const [divisor, suffix] = SIZES.find(([, , from]) => exposure >= from) ?? [1, ""];
  const isSmall = exposure > 0 && exposure < 0.5;
  const digits = isSmall ? (exposure < 0.005 ? 3 : 2) : divisor === 1 ? 0 : 1;
  return { number: (exposure / divisor).toFixed(digits), divisor, suffix };
}

function roundedOf(exposure: number): number {
  const { number, divisor } = shortOf(exposure);
  return Number(number) * divisor;
}

// No unit has more decimals.
const MOST_DECIMALS = 3;
const HALF_OF_LAST = 0.0005;

function isEqual(a: number, b: number): boolean {
  return Math.abs(a - b) < HALF_OF_LAST;
}

function isLess(a: number, b: number): boolean {
  return a < b && !isEqual(a, b);
}

/** From this exposure on the next larger unit is used, because the smaller one would show 1,000 of it. */
const SIZES: [size: number, suffix: string, from: number][] = [
  [1e9, " B", 999.95e6],
  [1e6, " M", 999.95e3],
  [1e3, " k", 999.5],
];

/** Two amounts as a range: `USD 98.6 M to 113.3 M`; one amount when both look the same. */
export function moneyRange(lower: number, upper: number, unit: Unit): string {
  const [low, high] = [money(lower, unit), money(upper, unit)];
  return low === high ? low : `${low} to ${withoutUnit(high, unit)}`;
}

/** `98.6 M of 118.9 M`, to follow the unit of the first amount. */
export function moneyOfWhole(part: string, whole: number, unit: Unit): string {
  return `${part} of ${withoutUnit(money(whole, unit), unit)}`;
}

function withoutUnit(amount: string, unit: Unit): string {
  return amount.slice(unit.length + 1);
}
