import type { Policy } from "./policy.ts";
import type { Rule } from "./rule.ts";

/** A rule that both of two policies have, and the fields in which they differ. */
export interface ChangedRule {
  before: Rule;
  after: Rule;
  fields: string[];
}

/** How one policy differs from another of the same sector. */
export interface PolicyChanges {
  added: Rule[];
  removed: Rule[];
  changed: ChangedRule[];
  /** Fields of the policy itself, such as `windowDays`. */
  fields: string[];
}

/** How `after` differs from `before`; `null` when they say the same. The order of rules and fields does not count. */
export function policyChanges(before: Policy, after: Policy): PolicyChanges | null {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const now = new Map(after.rules.map((rule) => [rule.id, rule]));
  const changed = after.rules.flatMap((rule) => {
    const previous = old.get(rule.id);
    const fields = previous === undefined ? [] : fieldsChanged(previous, rule);
    return previous === undefined || fields.length === 0 ? [] : { before: previous, after: rule, fields };
  });
  const changes = {
    added: after.rules.filter(({ id }) => !old.has(id)),
    removed: before.rules.filter(({ id }) => !now.has(id)),
    changed,
    fields: fieldsChanged(before, after).filter((field) => field !== "rules" && field !== "$schema"),
  };
  return Object.values(changes).every((list) => list.length === 0) ? null : changes;
}

function fieldsChanged(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const fields = new Set([...old.keys(), ...now.keys()]);
  return [...fields].filter((field) => canonical(old.get(field)) !== canonical(now.get(field)));
}

/** A value as a text that does not depend on the order of its fields. */
function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part !== "object" || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  return text ?? "";
}
