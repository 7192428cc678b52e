import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import { type Alert, isOpen, notAfter } from "./alert.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import { decideNotification, messagesOf, type Notification, type NotificationInput } from "./notification.ts";
import type { Reason } from "./reason.ts";
import type { Silence } from "./silence.ts";
import type { Transition } from "./transition.ts";

/**
 * Closes an alert whose rule or group no longer exists, or whose group certainly lies below the floor of its rule. That is certain, so
 * missing data does not forbid to tell it.
 */
export function closeAlert(previous: Alert, reason: Reason, asOf: Day, silence: Silence | null): Decision {
  const event = isOpen(previous) ? "resolved" : null;
  const state: Alert = { ...previous, level: "none", pendingRuns: 0, recentLevels: [] };
  const input: NotificationInput = {
    asOf,
    silence,
    // A closed alert needs no acknowledgement any more.
    acknowledgement: null,
    hasAllData: true,
    remindEveryDays: null,
    isQuiet: false,
  };
  return { ...subjectOf(previous), silence, ...decideNotification({ state, event, reason }, input) };
}

/** Keeps an alert that this run could not observe. A reminder shows what was observed last. */
export function holdAlert(
  asked: Alert,
  rule: Rule,
  { asOf, silence, acknowledgement }: Pick<DecisionInput, "asOf" | "silence" | "acknowledgement">,
): Decision {
  const previous = notAfter(asked, asOf);
  const transition: Transition = {
    state: previous,
    event: null,
    reason: "no-exposure",
  };
  const input: NotificationInput = {
    asOf,
    silence,
    acknowledgement,
    hasAllData: false,
    ...messagesOf(rule),
  };
  return { ...subjectOf(previous), silence, ...decideNotification(transition, input) };
}

type Subject = Omit<Decision, keyof Notification | "silence">;

function subjectOf(previous: Alert): Subject {
  const { rule, group, title, measure, side, limit } = previous;
  return {
    rule,
    group,
    title,
    measure,
    side,
    limit,
    limits: null,
    margin: 0,
    previous,
    observed: null,
    isWithheld: false,
    change: null,
    floor: null,
  };
}
