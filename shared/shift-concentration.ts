import type { Shift } from "./shift.ts";
import { smallestWhole } from "./smallest-whole.ts";

/**
 * For a limit on HHI (in points): moves from the leading key to the others. The squares are a parabola in what
 * moves, so the least of it is the smaller root.
 */
export function shiftForHerfindahl(
  known: ReadonlyMap<string, number>,
  total: number,
  limit: number,
  to?: string,
): Shift {
  const plan = planFrom(known, to);
  if ("impossible" in plan) return plan;
  const { leader, largest, others, taking } = plan;
  const squares = others.reduce((sum, exposure) => sum + exposure * exposure, 0);
  // Σ (e_k + w_k·m)² over the others and (e_1 − m)²: a·m² − 2·b·m + c.
  const a = 1 + taking.reduce((sum, weight) => sum + weight * weight, 0);
  const b = largest - others.reduce((sum, exposure, at) => sum + exposure * (taking[at] ?? 0), 0);
  const c = largest * largest + squares - (limit / 10_000) * total * total;
  const root = b * b - a * c;
  if (root < 0) return TOO_FAR;
  const squaresAfter = (m: number) => a * m * m - 2 * b * m + c;
  const exposure = smallestWhole(c / (b + Math.sqrt(root)), (m) => squaresAfter(m) <= 0);
  if (exposure > largest) return TOO_FAR;
  return { exposure, from: [{ key: leader, exposure }] };
}

/**
 * For a limit on the share of the n largest keys: moves from the leading key to the others. As long as the leader
 * is among the n, their sum falls in a straight line; once it is not, the sum only rises.
 */
export function shiftForTop(
  known: ReadonlyMap<string, number>,
  total: number,
  n: number,
  limit: number,
  to?: string,
): Shift {
  const plan = planFrom(known, to);
  if ("impossible" in plan) return plan;
  const { leader, largest, others, taking } = plan;
  const beside = [...others.keys()].sort((x, y) => (others[y] ?? 0) - (others[x] ?? 0)).slice(0, n - 1);
  const held = beside.reduce((sum, at) => sum + (others[at] ?? 0), largest);
  const falls = beside.reduce((slope, at) => slope - (taking[at] ?? 0), 1);
  const clears = (m: number) => topAfter(plan, n, m) / total <= limit;
  const exposure =
    falls <= 0 ? Number.POSITIVE_INFINITY : smallestWhole((held - limit * total) / falls, clears);
  if (exposure > largest || !clears(exposure)) return TOO_FAR;
  return { exposure, from: [{ key: leader, exposure }] };
}

function topAfter({ largest, others, taking }: Plan, n: number, moved: number): number {
  return [largest - moved, ...others.map((exposure, at) => exposure + (taking[at] ?? 0) * moved)]
    .sort((x, y) => y - x)
    .slice(0, n)
    .reduce((sum, exposure) => sum + exposure, 0);
}

const TOO_FAR: Shift = { impossible: "moving from the leading one alone cannot bring it down that far" };

interface Plan {
  leader: string;
  largest: number;
  others: number[];
  /** The fraction of what moves that each of the others takes. */
  taking: number[];
}

function planFrom(known: ReadonlyMap<string, number>, to: string | undefined): Plan | { impossible: string } {
  const [first, ...rest] = [...known].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1));
  const held = rest.reduce((sum, [, exposure]) => sum + exposure, 0);
  if (first === undefined || (held === 0 && to === undefined))
    return { impossible: "there is nobody to move it to" };
  const [leader, largest] = first;
  if (to === leader) return { impossible: `${to} is the leading one itself` };
  const others = to === undefined || known.has(to) ? rest : [...rest, [to, 0] as const];
  return {
    leader,
    largest,
    others: others.map(([, exposure]) => exposure),
    taking: others.map(([key, exposure]) => (to === undefined ? exposure / held : Number(key === to))),
  };
}
