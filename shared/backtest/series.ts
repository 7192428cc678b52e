import { foldCountedAs, supplyCountedAs } from "../assessment/counted-supply.ts";
import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import { createView, groupsOf, type View } from "../assessment/view.ts";
import { isBelowFloor } from "../policy/floor.ts";
import { heldOn } from "../policy/held-on.ts";
import { goodsTest } from "../policy/listed-goods.ts";
import { type Listings, listDayOf } from "../policy/listings.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { daysLookedBack, windowEnd, windowsOf } from "../policy/windows.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import { groupNameOf } from "../supply/scope.ts";
import type { Day, Window } from "../values/day.ts";
import type { Interval } from "../values/interval.ts";

/** What a series is made of. Positions, holdings and restricted lists are dated; suppliers and links are the same for every day. */
export interface SeriesInput {
  policy: Policy;
  rule: Rule;
  /** In ascending order. */
  days: readonly Day[];
  /** As for a replay: the newest date of a position up to a day, and the fold of each window that `windowsOf` names. */
  newestDate: (asOf: Day) => Day | null;
  foldOf: (window: Window) => Fold;
  listings: Listings;
  links: Links;
  /** Whether rows are missing: then no group certainly lies below the floor of the rule. */
  isIncomplete: boolean;
}

/** What the measure of a rule was on a day. */
export interface SeriesPoint {
  asOf: Day;
  /** The item or program, for a rule with one alert for each. */
  group: string | null;
  positions: number;
  /** `null` when there is nothing to observe, and below the floor of the rule. */
  observed: Interval | null;
  isBelowFloor: boolean;
}

/**
 * The measure of a rule on each day, by that day's window: what an assessment of the day would observe, from the facts of today.
 * Only what the measure needs is computed, so a day takes a small part of an assessment. A day of a rule with groups has a point
 * for each group that it has.
 */
export function* measureSeries(input: SeriesInput): Generator<SeriesPoint> {
  const policy = { ...input.policy, rules: [input.rule] };
  for (const asOf of input.days) {
    const end = windowEnd(policy, asOf, input.newestDate(asOf));
    const [window, ...before] = windowsOf(policy, asOf, policy.windowDays, end);
    const fold = input.foldOf(window);
    const { positions } = fold;
    const foldsBefore = new Map(
      daysLookedBack(policy).map((days, at) => [days, () => foldAt(input, before[at])] as const),
    );
    for (const found of valuesOn({ ...input, policy }, asOf, fold, foldsBefore)) {
      yield { asOf, positions, ...found };
    }
  }
}

function foldAt({ foldOf }: SeriesInput, window: Window | undefined): Fold {
  if (window === undefined) throw new RangeError("a rule about change has a window before");
  return foldOf(window);
}

function valuesOn(
  { policy, rule, listings, links, isIncomplete }: SeriesInput,
  asOf: Day,
  fold: Fold,
  foldsBefore: ReadonlyMap<number, () => Fold>,
): Omit<SeriesPoint, "asOf" | "positions">[] {
  const suppliers = heldOn(listings, asOf).on(listDayOf(rule, asOf));
  const supply = supplyCountedAs({ suppliers, links }, policy.countAs);
  const ownership = resolveOwnership(supply.suppliers, rule.controlStake ?? policy.controlStake);
  const isRanked = factsOf(rule.measure).removes !== null;
  const goods = goodsTest(listings.goodsOn(listDayOf(rule, asOf)), policy.countAs);
  const viewOf = (one: Fold) =>
    createView(
      foldCountedAs(one, policy.countAs),
      ownership,
      supply.suppliers,
      supply.links,
      policy,
      isRanked,
      goods,
    );
  const view = viewOf(fold);
  const viewBefore = (days: number): View | null => {
    const then = foldsBefore.get(days)?.();
    return then === undefined || then.exposure === 0 ? null : viewOf(then);
  };
  const { observe, valueIn } = kindOf(rule.measure);
  const scopes = groupsOf(view, rule.by);
  const values =
    valueIn === null
      ? observe(scopes, { rule, view, viewBefore }).map(({ observed }) => observed)
      : scopes.map((scope) => valueIn(scope, view.network));
  return scopes.map((scope, at) => {
    const isLow = !isIncomplete && isBelowFloor(rule, scope, view.unit);
    return { group: groupNameOf(scope), observed: isLow ? null : (values[at] ?? null), isBelowFloor: isLow };
  });
}
