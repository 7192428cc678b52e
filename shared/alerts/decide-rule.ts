import { decideAlert } from "./decide-alert.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import { settleDefinition } from "./redefinition.ts";

/**
 * Decides one rule in one of its groups. When its definition differs from the one that readers know, it first decides that
 * the rule was changed. Then it decides the alert.
 */
export function decideRule(input: DecisionInput): Decision[] {
  const { observation, asOf, silence } = input;
  const { rule, observed } = observation;
  if (input.previous === null) return [decideAlert(input)];
  const { changed, rest } = settleDefinition(input.previous, { rule, observed, asOf, silence });
  // The alert of the old definition was acknowledged, not that of the new one.
  const isOver = changed.some(({ event }) => event === "rule-changed");
  const acknowledgement = isOver ? null : input.acknowledgement;
  return [...changed, decideAlert({ ...input, previous: rest, acknowledgement })];
}
