import { type Alert, isOpen } from "../shared/alerts/alert.ts";
import { rank } from "../shared/policy/level.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Rule } from "../shared/policy/rule.ts";
import type { Ledger } from "../shared/recompute/ledger.ts";

/** The open alerts of a sector, worst first; of one level in the order of the policy's rules. */
export function openAlertsOf({ alerts }: Pick<Ledger, "alerts">, rules: readonly Rule[]): Alert[] {
  const place = new Map(rules.map(({ id }, at) => [id, at]));
  const placeOf = ({ rule }: Alert) => place.get(rule) ?? rules.length;
  return alerts.filter(isOpen).sort((a, b) => rank(b.level) - rank(a.level) || placeOf(a) - placeOf(b));
}

// More figures than these would hide the first ones.
const MOST_TRENDS = 6;

/** The rules whose values over time the page shows: those of the open alerts, worst first; without any, the first of the policy. */
export function rulesOverTime({ rules }: Pick<Policy, "rules">, ledger: Pick<Ledger, "alerts">): Rule[] {
  const open = openAlertsOf(ledger, rules).map(({ rule }) => rule);
  const ids = [...new Set(open.length > 0 ? open : rules.map(({ id }) => id))];
  return ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []).slice(0, MOST_TRENDS);
}
