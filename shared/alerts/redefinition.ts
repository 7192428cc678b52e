import { type Definition, definitionOf, isSameDefinition } from "../policy/definition.ts";
import { limitOf } from "../policy/level.ts";
import { limitsOf, type Rule } from "../policy/policy.ts";
import type { Interval } from "../values/interval.ts";
import { type Alert, definitionOfAlert, isOpen, type RuleEvent } from "./alert.ts";
import { type Decision, type DecisionInput, decideAlert, notAfter } from "./decide-alert.ts";
import type { Silence } from "./silence.ts";

/** Decides one rule; before that, where its definition is not the one that readers know, that it was changed. */
export function decideRule(input: DecisionInput): Decision[] {
  const { observation, asOf, silence } = input;
  const { rule, observed } = observation;
  if (input.previous === null) return [decideAlert(input)];
  const { changed, rest } = settleDefinition(input.previous, { rule, observed, asOf, silence });
  return [...changed, decideAlert({ ...input, previous: rest })];
}

/** What a change of definition is decided from. */
export interface Redefinition {
  rule: Rule;
  /** What the rule finds now for the alert; `null` where there is nothing to observe. */
  observed: Interval | null;
  asOf: string;
  silence: Silence | null;
}

/**
 * What becomes of an alert by what its rule is now: the news that the rule was changed, if it was, and what is left of
 * the alert to decide on. Behind a silence, what is left remembers by which definition readers were told.
 */
export function settleDefinition(
  asked: Alert,
  { rule, observed, asOf, silence }: Redefinition,
): { changed: Decision[]; rest: Alert | null } {
  const previous = notAfter(asked, asOf);
  const now = definitionOf(rule);
  const own = definitionOfAlert(previous, now);
  const known = previous.lastNotified === null ? null : (previous.lastNotified.of ?? own);
  const isRedefined = !isSameDefinition(own, now);
  const isNews = known !== null && !isSameDefinition(known, now);
  if (!isRedefined && !isNews)
    return { changed: [], rest: { ...previous, lastNotified: notifiedBy(previous, null) } };
  const event: RuleEvent | null = isRedefined && isOpen(previous) ? "rule-changed" : null;
  const notification: RuleEvent | null = isNews && silence === null ? "rule-changed" : null;
  const lastNotified = notification === null ? notifiedBy(previous, known) : null;
  const change = { from: known ?? own, now };
  const changed = { observed, silence, previous, change, event, notification };
  return {
    changed: event === null && notification === null ? [] : [changeDecision(rule, changed)],
    rest: isRedefined ? startAnew(previous, lastNotified, asOf) : { ...previous, lastNotified },
  };
}

/** What readers were last notified of; with the definition that the rule had then, if it has another one now. */
function notifiedBy({ lastNotified }: Alert, of: Definition | null): Alert["lastNotified"] {
  if (lastNotified === null) return null;
  const { of: _, ...rest } = lastNotified;
  return of === null ? rest : { ...rest, of };
}

/** An alert of another definition counts as none. Readers who were notified of it are still to be told that it is over. */
function startAnew(previous: Alert, lastNotified: Alert["lastNotified"], asOf: string): Alert | null {
  if (lastNotified === null) return null;
  return { ...previous, level: "none", pendingRuns: 0, recentLevels: [], since: asOf, lastNotified };
}

interface Changed extends Pick<Decision, "observed" | "silence" | "change" | "event" | "notification"> {
  previous: Alert;
}

function changeDecision(rule: Rule, changed: Changed): Decision {
  return {
    rule: rule.id,
    group: changed.previous.group,
    title: rule.title,
    measure: rule.measure,
    margin: rule.margin,
    ...limitsOf(rule),
    limit: limitOf(rule, "none"),
    next: null,
    // That it was changed may have been hidden when it was.
    reason: changed.event === null ? "silence-over" : "rule-changed",
    ...changed,
  };
}
