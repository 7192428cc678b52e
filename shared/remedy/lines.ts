import type { CountryCode } from "../values/identifier.ts";
import { leastWhole } from "../values/least-whole.ts";
import { shareOf } from "../values/ratio.ts";
import { type Giver, gatherGivers, type NoMove, type Target } from "./remedy.ts";

/** One line of supply, and the fractions of it that certainly and possibly count against us. */
export interface RiskLine {
  key: string | null;
  item: string;
  originCountry: CountryCode | null;
  exposure: number;
  risk: number;
  possible: number;
}

/** When a limit is still crossed after everything at risk has moved. */
export const OUT_OF_REACH: NoMove = { none: "even all that counts towards it would not be enough" };

/**
 * The smallest amounts that the lines must give. Lines with the highest risk give first, since each of their
 * units clears most (a fractional knapsack). Values are added in the order of the lines, as the measures do, so
 * that this agrees with the decision to the last bit. `null` when even giving everything is not enough.
 */
export function leastGiven(lines: readonly RiskLine[], total: number, target: Target): Float64Array | null {
  const order = givingOrder(lines);
  const most = order.reduce((sum, { line }) => sum + line.exposure, 0);
  const clears = (given: Float64Array) =>
    target.isInside(valueAfter(lines, given, total, target.side, "risk"));
  const units = leastWhole(most, (some) => clears(givenInOrder(order, lines.length, some)));
  return units === null ? null : givenInOrder(order, lines.length, units);
}

/**
 * What each key gives of each item; and from which country, when not everything that it sells of the item has
 * the same risk. `riskOf` identifies the risks of a line.
 */
export function giversOf(
  lines: readonly RiskLine[],
  given: Float64Array,
  riskOf: (at: number) => string = (at) => String(lines[at]?.risk),
): Giver[] {
  const risks = new Map<string, Set<string>>();
  const nameOf = ({ key, item }: RiskLine) => JSON.stringify([key, item]);
  for (const [at, line] of lines.entries()) {
    const own = risks.get(nameOf(line)) ?? new Set();
    risks.set(nameOf(line), own.add(riskOf(at)));
  }
  return gatherGivers(
    lines.map((line, at) => ({
      key: line.key,
      item: line.item,
      madeIn: (risks.get(nameOf(line))?.size ?? 0) > 1 ? line.originCountry : null,
      exposure: given[at] ?? 0,
    })),
  );
}

/** The value of the measure after lines have given: what moves is no longer at risk. */
export function valueAfter(
  lines: readonly RiskLine[],
  given: Float64Array,
  total: number,
  side: Target["side"],
  bound: "risk" | "possible",
): number {
  const counted = Math.min(countedBy(lines, given, bound), total);
  const part = side === "above" ? counted : total - counted;
  // Whole exposures compare with a limit exactly, however large they are.
  return Number.isSafeInteger(part) ? shareOf(part, total) : part / total;
}

/** The exposure that counts after lines have given, in minor units. */
export function countedBy(
  lines: readonly RiskLine[],
  given: Float64Array,
  bound: "risk" | "possible",
): number {
  let counted = 0;
  for (const [at, line] of lines.entries()) counted += (line.exposure - (given[at] ?? 0)) * line[bound];
  return counted;
}

/** A line that gives, by its index. */
export interface Giving {
  at: number;
  line: RiskLine;
}

/**
 * The lines at risk, highest risk first. Among equal risks, the largest key and item comes first, so that few
 * must give.
 */
export function givingOrder(lines: readonly RiskLine[]): Giving[] {
  const giving = [...lines.entries()].flatMap(([at, line]) =>
    line.risk > 0 && line.exposure > 0 ? { at, line, name: JSON.stringify([line.key, line.item]) } : [],
  );
  const sizes = new Map<string, number>();
  for (const { line, name } of giving) sizes.set(name, (sizes.get(name) ?? 0) + line.exposure);
  return giving.sort(
    (a, b) =>
      b.line.risk - a.line.risk ||
      (sizes.get(b.name) ?? 0) - (sizes.get(a.name) ?? 0) ||
      (a.name === b.name ? b.line.exposure - a.line.exposure : a.name < b.name ? -1 : 1),
  );
}

function givenInOrder(order: readonly Giving[], lines: number, units: number): Float64Array {
  const given = new Float64Array(lines);
  let left = units;
  for (const { at, line } of order) {
    const gives = Math.min(line.exposure, left);
    given[at] = gives;
    left -= gives;
  }
  return given;
}
