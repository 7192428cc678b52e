import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyChanges } from "../../../shared/policy/policy-changes.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { chinaPolicy } from "../../support/samples.ts";

const policy = readPolicy(JSON.parse(JSON.stringify(chinaPolicy("ai"))));
const [rule] = policy.rules;
if (rule === undefined) throw new Error("no rule");
const rules = ["a", "b", "c"].map((id) => ({ ...rule, id }));

describe("the changes between two policies", () => {
  it("are none where only the order differs, or what editors need", () => {
    const shuffled = fc.shuffledSubarray(rules, { minLength: rules.length });
    fc.assert(
      fc.property(shuffled, (others) => {
        const turned = others.map((one) => Object.fromEntries(Object.entries(one).reverse()) as typeof one);
        const after = { ...policy, rules: turned, $schema: "./policy.schema.json" };
        expect(policyChanges({ ...policy, rules }, after)).toBeNull();
      }),
    );
  });

  it("are rules that came, went or changed, each once", () => {
    const subsets = fc.tuple(fc.subarray(rules), fc.subarray(rules), fc.subarray(["a", "b", "c"]));
    fc.assert(
      fc.property(subsets, ([before, kept, stricter]) => {
        const after = kept.map((one) => (stricter.includes(one.id) ? { ...one, for: one.for + 1 } : one));
        const changes = policyChanges({ ...policy, rules: before }, { ...policy, rules: after });
        const ids = (list: { id: string }[] = []) => list.map(({ id }) => id);
        const [old, now] = [ids(before), ids(after)];
        expect(ids(changes?.added)).toEqual(now.filter((id) => !old.includes(id)));
        expect(ids(changes?.removed)).toEqual(old.filter((id) => !now.includes(id)));
        const changed = now.filter((id) => old.includes(id) && stricter.includes(id));
        expect(changes?.changed.map((one) => [one.after.id, one.fields]) ?? []).toEqual(
          changed.map((id) => [id, ["for"]]),
        );
      }),
    );
  });

  it("are fields of the policy as well, also those that one does not have", () => {
    const changes = policyChanges(policy, { ...policy, windowDays: 90, staleAfterDays: 30 });
    expect(changes).toEqual({
      added: [],
      removed: [],
      changed: [],
      fields: ["windowDays", "staleAfterDays"],
    });
  });
});
