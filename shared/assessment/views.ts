import { goodsTest } from "../policy/listed-goods.ts";
import { listDayOf, type NamedGoods } from "../policy/listings.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Fold } from "../supply/fold.ts";
import { type Ownership, resolveOwnership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { MeasuredInput } from "./assessment-input.ts";
import { foldCountedAs, supplyCountedAs } from "./counted-supply.ts";
import type { ViewBefore } from "./kinds/measure-kind.ts";
import { createView, type View } from "./view.ts";

/** The sector now and before, with one stake that counts as control, and the restricted lists of one day. */
export interface Views {
  ownership: Ownership;
  view: View;
  viewBefore: ViewBefore;
}

/**
 * Makes the views of the sector, once for each stake and for each state of the restricted lists that rules use.
 * `null` is the view of the policy itself, as of the assessment's day. Without `isRanked` no single removal is ranked, which takes most
 * of the time; then no rule about the loss by one may be observed.
 */
export function createViews(input: MeasuredInput, isRanked = true): (rule: Rule | null) => Views {
  const { policy, listings, window } = input;
  const made = new Map<Suppliers, Map<NamedGoods, Map<number, Views>>>();
  return (rule) => {
    const controlStake = rule?.controlStake ?? policy.controlStake;
    const day = rule === null ? window.asOf : listDayOf(rule, window.asOf);
    const [suppliers, goods] = [listings.on(day), listings.goodsOn(day)];
    const byGoods = made.get(suppliers) ?? new Map<NamedGoods, Map<number, Views>>();
    made.set(suppliers, byGoods);
    const byStake = byGoods.get(goods) ?? new Map<number, Views>();
    const views =
      byStake.get(controlStake) ?? lookAtSupply({ ...input, suppliers }, controlStake, goods, isRanked);
    byGoods.set(goods, byStake.set(controlStake, views));
    return views;
  };
}

function lookAtSupply(
  input: MeasuredInput,
  controlStake: number,
  named: NamedGoods,
  mayBeRanked: boolean,
): Views {
  const { policy, foldsBefore } = input;
  const { suppliers, links } = supplyCountedAs(input, policy.countAs);
  const ownership = resolveOwnership(suppliers, controlStake);
  const goods = goodsTest(named, policy.countAs);
  // A ranking of single removals takes most of the time of a view. No rule about one looks at lists.
  const isOfToday = input.suppliers === input.listings.on(input.window.asOf);
  const isRanked =
    mayBeRanked &&
    isOfToday &&
    (controlStake === policy.controlStake ||
      policy.rules.some(
        (rule) => rule.controlStake === controlStake && factsOf(rule.measure).removes !== null,
      ));
  const viewOf = (fold: Fold) =>
    createView(foldCountedAs(fold, policy.countAs), ownership, suppliers, links, policy, isRanked, goods);
  const before = new Map<number, View | null>();
  const viewBefore = (days: number) => {
    const made = before.get(days);
    if (made !== undefined) return made;
    const fold = foldsBefore.get(days);
    const view = fold === undefined || fold.exposure === 0 ? null : viewOf(fold);
    before.set(days, view);
    return view;
  };
  return { ownership, view: viewOf(input.fold), viewBefore };
}
