import { oneLine } from "../values/one-line.ts";

/**
 * What an alert is called wherever it is shown: its title, its item or program, and the id of its rule, `Made in China
 * (bess) [china-origin]`. A rule that has left its policy has no title any more.
 */
export function alertName(
  title: string | undefined,
  { rule, group }: { rule: string; group: string | null },
): string {
  const of = group === null ? "" : ` (${groupName(group)})`;
  return title === undefined ? `${oneLine(rule)}${of}` : `${oneLine(title)}${of} [${rule}]`;
}

/** The same without the id, where that stands beside it: `Made in China (bess)`. */
export function titleName(title: string, group: string | null): string {
  return group === null ? oneLine(title) : `${oneLine(title)} (${groupName(group)})`;
}

/** What to call an item or a program; `?` where its name shows nothing. */
function groupName(group: string): string {
  return oneLine(group) || "?";
}
