import { isOver } from "../policy/level.ts";
import type { ListEntry } from "../policy/list-entry.ts";
import { isOfGoods } from "../policy/listed-goods.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { listsFor } from "../policy/own-lists.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { type Ownership, resolveOwnership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";
import type { AssessmentInput } from "./assessment-input.ts";
import { type Observation, observeRule } from "./observation.ts";
import type { createViews } from "./views.ts";

/** A day to come on which a restricted list changes for suppliers of a sector, and what a rule about it will find then. */
export interface ListAhead {
  day: Day;
  list: string;
  /** Who comes on the list that day, and who goes off it, by id. */
  comes: string[];
  goes: string[];
  rule: Rule;
  /** What the rule finds with the supply of today and the list of that day. */
  found: Observation[];
}

// Each needs a view of the sector of its own.
const MOST_DAYS = 3;

/** What restricted lists will change for rules that look at them, earliest first. */
export function listsAhead(input: AssessmentInput, viewsFor: ReturnType<typeof createViews>): ListAhead[] {
  const { policy, listings, suppliers, window } = input;
  return policy.rules.flatMap((rule) => {
    const { list } = factsOf(rule.measure).names;
    if (list === null || factsOf(rule.measure).daysBefore !== null) return [];
    const after =
      rule.effectiveFrom !== undefined && rule.effectiveFrom > window.asOf ? rule.effectiveFrom : window.asOf;
    const days = daysAhead(policy, after, list).filter((day) => !isOver(rule, day));
    return days.slice(0, MOST_DAYS).flatMap((day) => {
      const isAbout = (test: (entry: ListEntry) => boolean) =>
        [...suppliers.keys()].filter((id) => listings.entriesOf(id, list).some(test));
      const comes = isAbout(({ from }) => from === day);
      const goes = isAbout(({ to }) => to === day);
      if (comes.length + goes.length === 0) return [];
      const then: Rule = { ...rule, effectiveFrom: day };
      const { view, viewBefore } = viewsFor(then);
      return [{ day, list, comes, goes, rule, found: observeRule(then, view, viewBefore) }];
    });
  });
}

/** The days after `asOf` on which companies come on restricted lists or go off them, in order. */
export function daysAhead(policy: Policy, asOf: Day, list?: string): Day[] {
  const days = listsFor(policy)
    .entries.filter((entry) => !isOfGoods(entry) && (list === undefined || entry.list === list))
    .flatMap(({ from, to }) => [from ?? "", to ?? ""])
    .filter((day) => day > asOf);
  return [...new Set(days)].sort();
}

/** The restricted lists that a supplier, or anyone who certainly controls it, stands on as of a day. */
export function listedOn({
  listings,
  policy,
}: AssessmentInput): (supplierId: string, day: Day) => ReadonlySet<string> {
  const made = new Map<Suppliers, Ownership>();
  return (supplierId, day) => {
    const suppliers = listings.on(day);
    const ownership = made.get(suppliers) ?? resolveOwnership(suppliers, policy.controlStake);
    made.set(suppliers, ownership);
    return ownership.affiliationOf(supplierId).lists;
  };
}
