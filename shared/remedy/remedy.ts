import { crosses, limitsOf, withMargin } from "../policy/limits.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Interval } from "../values/interval.ts";

/**
 * A holder that gives up exposure (in minor units). `key` is `null` when it is not known, `item` when items do
 * not matter. `madeIn` is the country of manufacture when that matters, otherwise `null`.
 */
export interface Giver {
  key: string | null;
  item: string | null;
  madeIn: string | null;
  exposure: number;
}

/**
 * A known holder that takes exposure: what it holds now and takes, in minor units, and how many times its
 * present exposure it then has.
 */
export interface Taker {
  key: string;
  item: string | null;
  holds: number;
  takes: number;
  times: number;
}

/**
 * A move. What one holder gives, another takes, so the total stays the same. Givers and takers are sorted,
 * largest first. Takers include holders that could take but have no room.
 */
export interface Transfer {
  exposure: number;
  givers: Giver[];
  takers: Taker[];
}

/**
 * The smallest exposure that must move. What the known takers cannot take within the policy's `growth` needs
 * new sources.
 */
export interface Move extends Transfer {
  newSources: number;
  /** Known holders that may or may not be able to take: nothing that they sell is certainly at risk. */
  unsure: Pick<Taker, "key" | "item" | "holds">[];
  /** Whether the move also clears the possible bound, with everything unknown against us. */
  clearsPossible: boolean;
  /** For a loss: the owners or countries whose stop costs too much. */
  removals: string[];
  /** For a concentration: the most that any giver holds afterwards. */
  downTo: number | null;
  /** The most that one new source may hold, when more would be a breach of its own. */
  newSourceMost: number | null;
  /**
   * For HHI and an effective number: the smallest move that clears when only today's known holders take, within
   * `growth`.
   */
  amongKnown: Transfer | null;
}

/** Why no move clears a limit. */
export interface NoMove {
  none: string;
}

/**
 * The smallest exposure that must move for the certain bound of a breached rule to clear, or why no move clears
 * it. `limit` is the value to reach: a limit of the rule, of `level`, with its margin.
 */
export type Remedy = { limit: number; level: "warning" | "critical" } & (Move | NoMove);

/** The goal of a move. */
export interface Target {
  side: "above" | "below";
  limit: number;
  /** Whether a value of the rule's measure is inside the limit. */
  isInside: (value: number) => boolean;
  /** How many times its present exposure a known taker may hold afterwards. */
  growth: number;
}

/**
 * The remedy of a breached rule, for the first of its limits that a move can clear by the rule's margin. `null`
 * when no limit is certainly breached, or when moving supply does not change the measure.
 */
export function remedyOf(
  rule: Rule,
  { lower, upper }: Interval,
  growth: number,
  planFor: (target: Target) => Move | NoMove | null,
): Remedy | null {
  if (factsOf(rule.measure).daysBefore !== null) return null;
  const { side, limits } = limitsOf(rule);
  const bound = side === "above" ? lower : upper;
  let first: Remedy | null = null;
  for (const level of ["warning", "critical"] as const) {
    const limit = limits[level];
    if (limit === undefined || !crosses(rule, bound, limit)) continue;
    const cleared = withMargin(limit, side, rule.margin);
    const isInside = (value: number) => !crosses(rule, value, cleared);
    const plan = planFor({ side, limit: cleared, isInside, growth });
    if (plan === null) return null;
    const remedy = { limit: cleared, level, ...plan };
    if (!("none" in remedy)) return remedy;
    first ??= remedy;
  }
  return first;
}

/** Adds up what each key gives of each item and country, largest first. */
export function gatherGivers(given: Iterable<Giver>): Giver[] {
  const byKey = new Map<string, Giver>();
  for (const { key, item, madeIn, exposure } of given) {
    if (exposure === 0) continue;
    const id = JSON.stringify([key, item, madeIn]);
    byKey.set(id, { key, item, madeIn, exposure: (byKey.get(id)?.exposure ?? 0) + exposure });
  }
  return [...byKey.values()].sort(
    (a, b) => b.exposure - a.exposure || compareNamed(a, b) || ((a.madeIn ?? "") < (b.madeIn ?? "") ? -1 : 1),
  );
}

/** The order of equally large ones. */
export function compareNamed(a: Pick<Giver, "key" | "item">, b: Pick<Giver, "key" | "item">): number {
  const [left, right] = [giverName(a), giverName(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function giverName({ key, item }: Pick<Giver, "key" | "item">): string {
  return `${key ?? ""}\u0000${item ?? ""}`;
}
