import { type GroupExposure, groupExposure, isBelowFloor } from "../policy/floor.ts";
import type { Rule } from "../policy/rule.ts";
import { groupNameOf } from "../supply/scope.ts";
import { type Found, NOTHING, type ViewBefore } from "./kinds/measure-kind.ts";
import { kindOf } from "./kinds/measure-kinds.ts";
import { groupsOf, type View } from "./view.ts";

/** What a rule found in one group. */
export interface Observation extends Found {
  rule: Rule;
  /** The item or program, for a rule with one alert for each; otherwise `null`. */
  group: string | null;
  /** Whether the group lies below the floor of its rule: then nothing is observed. */
  isBelowFloor: boolean;
  /** What the group has, to be compared with floors; `null` where it is not known. */
  exposure: GroupExposure | null;
}

/**
 * Observes a rule in each of its groups, or in the whole sector. While data is incomplete, no group counts as below the floor of the
 * rule: what is missing may belong to it.
 */
export function observeRule(
  rule: Rule,
  view: View,
  viewBefore: ViewBefore,
  isIncomplete = false,
): Observation[] {
  const scopes = groupsOf(view, rule.by);
  const watched = scopes.filter((scope) => isIncomplete || !isBelowFloor(rule, scope, view.unit));
  const found = kindOf(rule.measure).observe(watched, { rule, view, viewBefore });
  const foundIn = new Map(watched.map((scope, at) => [scope, found[at] ?? NOTHING]));
  return scopes.map((scope) => {
    const own = foundIn.get(scope);
    const beside = { isBelowFloor: own === undefined, exposure: groupExposure(scope, view.unit) };
    return { rule, group: groupNameOf(scope), ...beside, ...(own ?? NOTHING) };
  });
}
