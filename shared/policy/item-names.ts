import { displayName } from "../values/one-line.ts";
import type { Called } from "./called.ts";
import { type Wording, wordingOf } from "./wording.ts";

/** What readers call an item, for one line. */
export type ItemOf = (item: string) => string;

/** What readers call an item, or an input of a link: its title in `wording.json`, else its code. */
export function itemNames(policy: { wording?: Wording }): ItemOf {
  return itemsCalled(wordingOf(policy));
}

/** The same by the words of a message. */
export function itemsCalled({ items }: Called): ItemOf {
  return (item) => displayName(items.get(item) ?? item, item);
}

/** What an alert is about besides its rule. */
export interface Grouped {
  group: string | null;
  /** What its rule has an alert for each of; not known of a rule that has gone. */
  by?: "item" | "program" | null | undefined;
}

/** What readers call the group of a rule, for one line. A program has no title. */
export function groupTitle({ group, by }: Grouped, itemOf: ItemOf): string | null {
  return group !== null && by === "item" ? itemOf(group) : group;
}
