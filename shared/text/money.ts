import type { Unit } from "../values/exposure.ts";

/** `USD 590.5 M`, `kWh 12.0 k`, `USD 5`: an exposure in its unit, short enough for a phone. */
export function money(exposure: number, unit: Unit): string {
  if (exposure > 0 && exposure < 0.5) return `${unit} ${exposure.toFixed(exposure < 0.005 ? 3 : 2)}`;
  const [divisor, suffix] = SIZES.find(([, , from]) => exposure >= from) ?? [1, ""];
  return `${unit} ${(exposure / divisor).toFixed(divisor === 1 ? 0 : 1)}${suffix}`;
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
