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
