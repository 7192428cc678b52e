import { factsOf } from "../policy/measure-facts.ts";
import { crosses, limitsOf, type Rule, withMargin } from "../policy/policy.ts";
import type { Interval } from "../values/interval.ts";

/**
 * Somebody who gives up exposure (in minor units). `key` is `null` for an unknown one, `item` where items do not matter.
 * `madeIn` is a country where it matters what is made where: else `null`.
 */
export interface Giver {
  key: string | null;
  item: string | null;
  madeIn: string | null;
  exposure: number;
}

/** Somebody known who takes over: what it holds now and takes, in minor units, and how many times that it becomes. */
export interface Taker {
  key: string;
  item: string | null;
  holds: number;
  takes: number;
  times: number;
}

/**
 * What one gives, another takes: the total stays the same. Givers and takers stand largest first; among the takers are
 * those who might take but have no room.
 */
export interface Transfer {
  exposure: number;
  givers: Giver[];
  takers: Taker[];
}

/** The least exposure that has to move. What the known takers cannot take within the policy's `growth` needs new sources. */
export interface Move extends Transfer {
  newSources: number;
  /** Known holders of whom it is not known whether they could take: nothing is certainly at risk with them. */
  unsure: Pick<Taker, "key" | "item" | "holds">[];
  /** Whether it also clears what is possible with everything unknown against us. */
  clearsPossible: boolean;
  /** For a loss: those whose stop costs too much. */
  removals: string[];
  /** For a concentration: the most that anyone who gives holds afterwards. */
  downTo: number | null;
  /** The most that one new source may hold, where it would else be a breach of its own. */
  newSourceMost: number | null;
  /** For HHI and an effective number: the least that clears if only the known ones of today take, within `growth`. */
  amongKnown: Transfer | null;
}

/** Why no move clears a limit. */
export interface NoMove {
  none: string;
}

/**
 * The smallest exposure that has to move for the certain bound of a breached rule to clear, or why no move does.
 * `limit` is what it comes to: a limit of the rule, of `level`, and its margin.
 */
export type Remedy = { limit: number; level: "warning" | "critical" } & (Move | NoMove);

/** What a move has to reach. */
export interface Target {
  side: "above" | "below";
  limit: number;
  /** Whether a value of the rule's measure counts as inside. */
  isInside: (value: number) => boolean;
  /** How many times what it holds now a known taker may hold afterwards. */
  growth: number;
}

/**
 * The remedy of a breached rule: for the first of its limits that a move clears, by the rule's margin. `null` where no
 * limit is certainly breached, or where moving supply is not what changes the measure.
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

/** The order of those that are equally large. */
export function compareNamed(a: Pick<Giver, "key" | "item">, b: Pick<Giver, "key" | "item">): number {
  const [left, right] = [giverName(a), giverName(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function giverName({ key, item }: Pick<Giver, "key" | "item">): string {
  return `${key ?? ""}\u0000${item ?? ""}`;
}
