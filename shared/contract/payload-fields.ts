import * as z from "zod";
import { noRuleNamed } from "../policy/named-rule.ts";
import { type BrokenPolicy, isBroken, type Policies, unknownSector } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Problem } from "../values/problem.ts";

/** The name of a sector with a policy, even if the policy cannot be used. */
export function sectorOf(policies: Policies) {
  return z.string("must name a sector").refine((sector) => policies.has(sector), {
    error: (issue) => unknownSector(String(issue.input), policies),
  });
}

const SENTENCE = 200;
const sentenceSchema = z
  .string("must be given")
  .trim()
  .min(1, "must not be empty")
  .max(SENTENCE, `must be ${SENTENCE} characters or less`);

/** Who asks for something, and why. */
export const signatureSchema = {
  by: sentenceSchema,
  reason: sentenceSchema.regex(/^$|[\p{L}\p{N}]/u, "must say why, in words"),
};

/** The problem with the rule or the group that a payload names. The whole sector needs no policy. */
export function problemsOfRule(
  policy: Policy | BrokenPolicy | undefined,
  rule: RuleId | undefined,
  group: string | undefined,
): Problem[] {
  if (rule === undefined) {
    return group === undefined ? [] : [{ path: ["group"], message: "needs the rule that it belongs to" }];
  }
  if (policy === undefined) return [];
  if (isBroken(policy)) {
    const message = `its rules are not known: ${policy.problem}`;
    return [{ path: ["rule"], message, brokenPolicy: policy.sector }];
  }
  const named = policy.rules.find(({ id }) => id === rule);
  if (named === undefined) {
    return [{ path: ["rule"], message: noRuleNamed(rule, policy) }];
  }
  if (group === undefined || named.by !== undefined) return [];
  return [{ path: ["group"], message: `the rule ${named.id} has one alert for the whole sector` }];
}

/** Whether a payload has a field, whatever it holds. */
export function hasField(payload: unknown, field: string): boolean {
  return typeof payload === "object" && payload !== null && field in payload;
}
