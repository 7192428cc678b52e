import { isBelowFloor } from "../policy/floor.ts";
import { alertKey, levelOf, rank } from "../policy/level.ts";
import { goodsTest } from "../policy/listed-goods.ts";
import { type Listings, listDayOf } from "../policy/listings.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import { groupNameOf } from "../supply/scope.ts";
import { addDays, type Day, type Window, windowEnding } from "../values/day.ts";
import { foldCountedAs, supplyCountedAs } from "./counted-supply.ts";
import { kindOf } from "./kinds/measure-kinds.ts";
import type { Observation } from "./observation.ts";
import { createView, groupsOf, type RankedScope, type View } from "./view.ts";

const STEP_DAYS = 30;
const STEPS = 12;

/** The windows to examine at a first look, newest first: one every 30 days, over a year. */
export function windowsBack({ asOf, end, windowDays }: Window): Window[] {
  return Array.from({ length: STEPS }, (_, step) => {
    const days = -(step + 1) * STEP_DAYS;
    return windowEnding(addDays(asOf, days), windowDays, addDays(end, days));
  });
}

export interface LookBackInput {
  policy: Policy;
  /** The observations of the first look. */
  observations: readonly Observation[];
  listings: Listings;
  links: Links;
  /** The folds of `windowsBack`, in their order. */
  folds: readonly { window: Window; fold: Fold }[];
}

/** From when on every examined day shows an alert; and the examined day before, which had another value, `null` where none had. */
export interface ShownSince {
  first: Day;
  before: Day | null;
}

/**
 * For each rule and group (`alertKey`) that is at a level now: the earliest examined day on which it was at
 * that level or a worse one, and on every examined day since. Positions count by their dates, restricted lists
 * as of the day; suppliers and links are those of today. Rules about a loss or a change are not examined, since that would take a ranking
 * for each day.
 */
export function crossedSince(input: LookBackInput): Map<string, ShownSince> {
  const since = new Map<string, ShownSince>();
  for (const [rule, all] of Map.groupBy(input.observations, ({ rule: one }) => one)) {
    const { valueIn } = kindOf(rule.measure);
    const now = all.filter(isAtLevel);
    if (now.length === 0 || valueIn === null) continue;
    const pending = new Map(now.map((one) => [one.group, one]));
    for (const { window, fold } of input.folds) {
      if (pending.size === 0) break;
      const view = viewBack(input, rule, window.asOf, fold);
      for (const [group, { observed }] of pending) {
        const scope = scopeBack(rule.by, group, view);
        const isWatched = scope !== undefined && !isBelowFloor(rule, scope, view.unit);
        const then = isWatched ? valueIn(scope, view.network) : null;
        const isCrossed =
          then !== null && observed !== null && rank(levelOf(rule, then)) >= rank(levelOf(rule, observed));
        const key = alertKey({ rule: rule.id, group });
        const first = since.get(key)?.first;
        if (isCrossed) since.set(key, { first: window.asOf, before: null });
        else pending.delete(group);
        if (!isCrossed && then !== null && first !== undefined)
          since.set(key, { first, before: window.asOf });
      }
    }
  }
  return since;
}

/** Whether an observation is beyond a limit. */
export function isAtLevel({ rule, observed }: Observation): boolean {
  return observed !== null && levelOf(rule, observed) !== "none";
}

function viewBack(input: LookBackInput, rule: Rule, asOf: Day, fold: Fold): View {
  const { policy, listings } = input;
  const day = listDayOf(rule, asOf);
  const listed = { links: input.links, suppliers: listings.on(day) };
  const { suppliers, links } = supplyCountedAs(listed, policy.countAs);
  const ownership = resolveOwnership(suppliers, rule.controlStake ?? policy.controlStake);
  const goods = goodsTest(listings.goodsOn(day), policy.countAs);
  return createView(foldCountedAs(fold, policy.countAs), ownership, suppliers, links, policy, false, goods);
}

function scopeBack(by: Rule["by"], group: string | null, view: View): RankedScope | undefined {
  return groupsOf(view, by).find((scope) => groupNameOf(scope) === group);
}
