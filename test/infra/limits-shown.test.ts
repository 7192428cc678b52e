import { expect, it } from "vitest";
import { limitsShown } from "../../infra/monitoring/limits-shown.ts";
import { type Rule, ruleSchema } from "../../shared/policy/rule.ts";
import { ruleOf } from "../support/builders.ts";

const direct = ruleOf({ measure: { kind: "direct", of: { countries: ["CN"] } }, above: { critical: 0.65 } });

it.each<[string, Rule, number[]]>([
  ["of the policy's own stake of control is drawn", direct, [65]],
  ["by another stake than the line's is not", ruleSchema.parse({ ...direct, controlStake: 0.25 }), []],
  ["of each item is not", ruleSchema.parse({ ...direct, by: "item" }), []],
])("a limit on the dependency on China %s", (_sentence, rule, values) => {
  expect(limitsShown({ rules: [rule] }, "dependency").map(({ value }) => value)).toEqual(values);
});
