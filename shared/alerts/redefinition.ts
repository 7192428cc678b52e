import { type Definition, definitionOf, isSameDefinition } from "../policy/definition.ts";
import { limitOf } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { Interval } from "../values/interval.ts";
import { type Alert, definitionOfAlert, isOpen, notAfter, type RuleEvent } from "./alert.ts";
import type { Decision } from "./decision.ts";
import type { Silence } from "./silence.ts";

/** What the decision about a changed definition depends on. */
export interface Redefinition {
  rule: Rule;
  /** What the rule observes now for the alert; `null` when there is nothing to observe. */
  observed: Interval | null;
  asOf: Day;
  silence: Silence | null;
}

/**
 * What the current definition of a rule means for its alert: the news that the rule was changed, if it was, and
 * the alert that remains to be decided on. Behind a silence, that alert remembers the definition that readers
 * were told.
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

/** What readers were last notified of; with the definition at that time, when the rule has another one now. */
function notifiedBy({ lastNotified }: Alert, of: Definition | null): Alert["lastNotified"] {
  if (lastNotified === null) return null;
  const { of: _, ...rest } = lastNotified;
  return of === null ? rest : { ...rest, of };
}

/**
 * An alert of another definition counts as no alert. Readers who were notified of it must still be told that it
 * is over.
 */
function startAnew(previous: Alert, lastNotified: Alert["lastNotified"], asOf: Day): Alert | null {
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
    isWithheld: false,
    floor: null,
    acknowledgement: null,
    // A silence may have hidden the change when it happened.
    reason: changed.event === null ? "silence-over" : "rule-changed",
    ...changed,
  };
}
