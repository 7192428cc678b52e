import type { Policy } from "./policy.ts";

/** The text that stands for a policy: its digest is the `policyHash` of an assessment. Its lists are part of the input, not of it; its words, calendar, runbooks and benchmark change no figure. */
export function policyText(policy: Policy): string {
  const rules = policy.rules.map(({ runbook: _, ...rule }) => rule);
  return JSON.stringify({
    ...policy,
    rules,
    restrictedLists: undefined,
    wording: undefined,
    calendar: undefined,
    benchmark: undefined,
  });
}
