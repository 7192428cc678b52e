import { groupTitle, type ItemOf } from "../policy/item-names.ts";
import type { Rule } from "../policy/rule.ts";
import type { RuleId } from "../values/identifier.ts";
import { oneLine } from "../values/one-line.ts";

/**
 * The name of an alert, as it is shown everywhere: its title, its item or program, and the id of its rule,
 * `Made in China (bess) [china-origin]`. A rule that was removed from its policy has no title. `shown` is what readers call the
 * item; its code stands beside it, as the id does beside the title: `Made in China (lithium-ion cells, 850760) [china-origin]`.
 */
export function alertName(
  title: string | undefined,
  { rule, group }: { rule: RuleId; group: string | null },
  shown = group,
): string {
  const about = group === null ? "" : ` (${withCode(groupName(shown ?? group), groupName(group))})`;
  return title === undefined ? `${oneLine(rule)}${about}` : `${oneLine(title)}${about} [${rule}]`;
}

/** The same by the rule as it is today; `undefined` when it is gone. Without its title, the alert has the name of its id. */
export function alertNameToday(
  today: { title?: string; by?: Rule["by"] | undefined } | undefined,
  alert: { rule: RuleId; group: string | null },
  itemOf: ItemOf,
): string {
  return alertName(today?.title, alert, groupTitle({ group: alert.group, by: today?.by }, itemOf));
}

function withCode(shown: string, code: string): string {
  return shown === code ? code : `${shown}, ${code}`;
}

/** The same without the id, for places that show the id separately: `Made in China (bess)`. */
export function titleName(title: string, group: string | null): string {
  return group === null ? oneLine(title) : `${oneLine(title)} (${groupName(group)})`;
}

/** The name of an item or program; `?` when it has no visible character. */
export function groupName(group: string): string {
  return oneLine(group) || "?";
}
