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
  if (title === undefined) return `${oneLine(rule)}${group === null ? "" : ` (${groupName(group)})`}`;
  return `${oneLine(title)}${group === null ? "" : ` (${withCode(groupName(shown ?? group), groupName(group))})`} [${rule}]`;
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
