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
}

/** Observes a rule in each of its groups, or in the whole sector. */
export function observeRule(rule: Rule, view: View, viewBefore: ViewBefore): Observation[] {
  const scopes = groupsOf(view, rule.by);
  const found = kindOf(rule.measure).observe(scopes, { rule, view, viewBefore });
  return scopes.map((scope, at) => ({ rule, group: groupNameOf(scope), ...(found[at] ?? NOTHING) }));
}
