import type { Policy } from "./policy.ts";

/** The text that stands for a policy: its digest is the `policyHash` of an assessment. Its lists are part of the input, not of it; its words and its benchmark change no figure. */
export function policyText(policy: Policy): string {
  return JSON.stringify({ ...policy, restrictedLists: undefined, wording: undefined, benchmark: undefined });
}
