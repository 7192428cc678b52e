import { displayName } from "../values/one-line.ts";
import type { Called } from "./called.ts";
import { type Titles, titleWithCode } from "./named-group.ts";
import { type Policies, soundPolicies } from "./policies.ts";
import type { Rule } from "./rule.ts";
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

/** The same with the code, by which tables and commands name it: `lithium-ion cells (850760)`. */
export function itemsWithCodes(policy: { wording?: Wording }): ItemOf {
  const { items } = wordingOf(policy);
  return (item) => titleWithCode(item, items);
}

/** What readers call items wherever they are: the titles in which the sectors agree. */
export function commonTitles(policies: Policies): Titles {
  const given = soundPolicies(policies).flatMap((policy) => [...wordingOf(policy).items]);
  const byCode = Map.groupBy(given, ([code]) => code);
  return new Map(
    [...byCode].flatMap(([code, pairs]) => {
      const [title, ...others] = new Set(pairs.map(([, title]) => title));
      return title === undefined || others.length > 0 ? [] : [[code, title] as const];
    }),
  );
}

/** What an alert is about besides its rule. */
export interface Grouped {
  group: string | null;
  /** What its rule has an alert for each of; not known of a rule that has gone. */
  by?: "item" | "program" | null | undefined;
}

/** What readers call the items that a rule has an alert for each of. */
export function groupTitles(rule: Pick<Rule, "by"> | undefined, policy: { wording?: Wording }): Titles {
  return rule?.by === "item" ? wordingOf(policy).items : new Map();
}

/** What readers call the group of a rule, for one line. A program has no title. */
export function groupTitle({ group, by }: Grouped, itemOf: ItemOf): string | null {
  return group !== null && by === "item" ? itemOf(group) : group;
}
