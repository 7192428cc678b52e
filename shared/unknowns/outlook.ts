import { type Level, levelOf, rank, worse } from "../policy/level.ts";
import type { Rule } from "../policy/rule.ts";
import type { Interval } from "../values/interval.ts";
import type { Decided } from "./rank-unknowns.ts";

/** What answers could make of the level of a rule; `null` where they cannot change it that way, or where that is not known. */
export interface Outlook {
  /** The level at best, where that is better: `none` when its value is then inside the limit by the rule's margin. */
  better: Level | null;
  worse: Level | null;
}

const NOT_KNOWN: Outlook = { better: null, worse: null };

/** What answers could make of the level that a rule has by its value alone, without the runs that it waits for. */
export function outlookOf(rule: Rule, now: Interval, { ifSmallest, ifLargest, isReached }: Decided): Outlook {
  if (!isReached) return NOT_KNOWN;
  const level = levelOf(rule, now);
  const all = [ifSmallest, ifLargest];
  const [first, second] = all.map((known) => levelOf(rule, known, rule.margin));
  const best = rank(first ?? level) <= rank(second ?? level) ? first : second;
  const worst = all.map((known) => levelOf(rule, known)).reduce(worse);
  return {
    better: best !== undefined && rank(best) < rank(level) ? best : null,
    worse: rank(worst) > rank(level) ? worst : null,
  };
}
