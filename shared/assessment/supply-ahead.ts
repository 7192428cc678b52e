import { holdingDaysAfter, holdingsChangeOn } from "../ahead/holdings-ahead.ts";
import { type ListMove, listDaysAfter, listMovesOn } from "../ahead/list-moves.ts";
import { reachSupply } from "../ahead/reached-supply.ts";
import {
  type FoundAhead,
  firstOf,
  type ListAhead,
  MOST_DATES,
  type SupplyAhead,
} from "../ahead/supply-ahead.ts";
import { isInForce } from "../policy/level.ts";
import { countsGoods } from "../policy/listed-goods.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { listsFor } from "../policy/own-lists.ts";
import type { Rule } from "../policy/rule.ts";
import { groupNameOf } from "../supply/scope.ts";
import { toBounds } from "../values/interval.ts";
import type { MeasuredInput } from "./assessment-input.ts";
import { observeRule } from "./observation.ts";
import type { View } from "./view.ts";
import type { createViews } from "./views.ts";

// Each needs a view of the sector of its own.
const MOST_DAYS_PER_RULE = 3;

/**
 * On which days to come restricted lists and holdings change for a sector, earliest first. `given` holds the holdings of all days,
 * as far as they are known.
 */
export function supplyAhead(
  given: MeasuredInput,
  view: View,
  viewsFor: ReturnType<typeof createViews>,
): SupplyAhead[] {
  const { policy, suppliers, listings, window } = given;
  const { asOf } = window;
  const supply = reachSupply(view.network.graph.ids, suppliers, listings);
  const items = new Set(view.items.flatMap((scope) => groupNameOf(scope) ?? []));
  const moves = listDaysAfter(listsFor(policy).entries, asOf)
    .slice(0, MOST_DATES)
    .flatMap((day) => listMovesOn(day, supply, listings, items));
  const holdings = holdingDaysAfter(supply, asOf)
    .slice(0, MOST_DATES)
    .flatMap((day) => holdingsChangeOn(day, supply, policy.controlStake) ?? []);
  return [...listDates(moves, given, viewsFor), ...holdings]
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .slice(0, MOST_DATES);
}

/** Changes of lists, with what the rules about them would find. */
function listDates(
  moves: readonly ListMove[],
  { policy, isIncomplete }: MeasuredInput,
  viewsFor: ReturnType<typeof createViews>,
): ListAhead[] {
  const looked = new Map<Rule, number>();
  const foundOn = (rule: Rule, date: string): FoundAhead[] => {
    const before = looked.get(rule) ?? 0;
    // What a rule finds on its first day is told with that day.
    if (before === MOST_DAYS_PER_RULE || rule.effectiveFrom === date) return [];
    if (factsOf(rule.measure).daysBefore !== null) return [];
    looked.set(rule, before + 1);
    const then: Rule = { ...rule, effectiveFrom: date };
    const { view, viewBefore } = viewsFor(then);
    const found = observeRule(then, view, viewBefore, isIncomplete).filter((one) => !one.isBelowFloor);
    return found.map(({ group, observed }) => ({
      rule: rule.id,
      group,
      observed: observed && toBounds(observed),
    }));
  };
  return moves.map(({ date, list, comes, goes, isOfGoods }) => {
    const rules = policy.rules.filter(
      (rule) =>
        factsOf(rule.measure).names.list === list &&
        isInForce(rule, date) &&
        (!isOfGoods || countsGoods(rule.measure)),
    );
    const found = rules.flatMap((rule) => foundOn(rule, date));
    const moved = { comes: firstOf(comes), goes: firstOf(goes) };
    return { kind: "list-changes", date, list, ...moved, rules: rules.map(({ id }) => id), found };
  });
}
