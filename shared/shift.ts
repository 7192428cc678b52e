import { smallestWhole } from "./smallest-whole.ts";

/**
 * The smallest exposure that has to move for a breached limit to clear, or why no move can. Exposures are in minor
 * units. `from` says who gives it up; those who take it over take it in proportion to what they hold.
 */
export type Shift = { exposure: number; from: ShiftPart[] } | { impossible: string };

/** A limit of a rule, and the shift that brings the certain bound back to it. */
export interface Clearing {
  limit: number;
  shift: Shift;
}

export interface ShiftPart {
  key: string;
  exposure: number;
}

/** One line of supply: the fraction of it that is at risk, and whether it can take over what others give up. */
export interface ShiftLine {
  key: string | null;
  item: string;
  exposure: number;
  risk: number;
  takes: boolean;
}

/**
 * For a limit on the share at risk (`Σ e·r ≤ limit·E`): moves from the lines most at risk first, each unit of which
 * clears most, to known holders of the same item that are not at risk. That is the least exposure of all moves,
 * as in a fractional knapsack. `total` is E, `limit` a fraction.
 */
export function shiftFromRisk(lines: readonly ShiftLine[], total: number, limit: number): Shift {
  const safeItems = new Set(
    lines.flatMap(({ takes, item, exposure }) => (takes && exposure > 0 ? item : [])),
  );
  const atRisk = lines.reduce((sum, { exposure, risk }) => sum + exposure * risk, 0);
  const movable = lines
    .filter(({ risk, item, exposure }) => risk > 0 && exposure > 0 && safeItems.has(item))
    .sort((a, b) => b.risk - a.risk || b.exposure - a.exposure);
  const moved = new Map<string, number>();
  let left = atRisk;
  for (const { key, exposure, risk } of movable) {
    if (left / total <= limit) break;
    const wanted = smallestWhole(
      (left - limit * total) / risk,
      (units) => (left - units * risk) / total <= limit,
    );
    const units = Math.min(exposure, wanted);
    left -= units * risk;
    moved.set(key ?? "unknown", (moved.get(key ?? "unknown") ?? 0) + units);
  }
  if (left / total > limit) return { impossible: reasonFor(safeItems) };
  const from = [...moved].map(([key, exposure]) => ({ key, exposure }));
  return { exposure: from.reduce((sum, part) => sum + part.exposure, 0), from: from.sort(byExposure) };
}

function reasonFor(safeItems: Set<string>): string {
  return safeItems.size === 0
    ? "nobody who sells the same item is free of the risk"
    : "those free of the risk do not sell the items that are at risk";
}

function byExposure(a: ShiftPart, b: ShiftPart): number {
  return b.exposure - a.exposure || (a.key < b.key ? -1 : 1);
}
