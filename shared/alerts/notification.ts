import type { Rule } from "../policy/rule.ts";
import { type Day, daysBetween } from "../values/day.ts";
import { type Acknowledgement, acknowledgementAfter } from "./acknowledgement.ts";
import type { Alert, RuleEvent } from "./alert.ts";
import type { Reason } from "./reason.ts";
import type { Silence } from "./silence.ts";
import { eventBetween, type Transition } from "./transition.ts";

/** A transition and its notification. */
export interface Notification {
  /** The alert to remember; `null` for none. */
  next: Alert | null;
  /** The event of this run. */
  event: RuleEvent | null;
  /**
   * What readers are told; `null` for nothing. It differs from `event` when a silence hides the alert or has ended, when a
   * reminder is due, when the rule is quiet about `possible`, and when missing data forbids to ease or resolve.
   */
  notification: RuleEvent | null;
  reason: Reason;
  /** The acknowledgement of the alert that goes on; `null` when there is none, or this run has ended it. */
  acknowledgement: Acknowledgement | null;
}

/** What a notification depends on, besides the transition. */
export interface NotificationInput {
  asOf: Day;
  silence: Silence | null;
  /** The acknowledgement of the alert before this run. While it goes on, no reminder is sent. */
  acknowledgement: Acknowledgement | null;
  /** False when data is missing: then neither easing nor resolving is sent. */
  hasAllData: boolean;
  /** After how many days readers are reminded; `null` for never. */
  remindEveryDays: number | null;
  /** Whether the level `possible` sends no message of its own. */
  isQuiet: boolean;
}

/** What a rule says about its messages. */
export function messagesOf(rule: Rule): Pick<NotificationInput, "remindEveryDays" | "isQuiet"> {
  return { remindEveryDays: rule.remindEveryDays ?? null, isQuiet: rule.possible === "quiet" };
}

/**
 * Decides what readers are told: what has changed since they were last notified, in this run or behind a
 * silence that has ended. A silence in force hides it; an acknowledgement holds back reminders only. An alert that is over is forgotten when readers know
 * that it is over.
 */
export function decideNotification(transition: Transition, input: NotificationInput): Notification {
  const { state, event, reason } = transition;
  if (state === null) return { next: null, event, notification: null, reason, acknowledgement: null };
  const { asOf } = input;
  const acknowledgement = acknowledgementAfter(input.acknowledgement, { state, event, asOf });
  const due = input.silence === null ? notificationOf(state, input) : null;
  const isHeldBack = due === "reminder" && acknowledgement !== null;
  const notification = isHeldBack ? null : due;
  const lastNotified = notification === null ? state.lastNotified : notifiedNow(state, asOf);
  const isForgotten = state.level === "none" && state.pendingRuns === 0 && lastNotified === null;
  return {
    next: isForgotten ? null : { ...state, lastNotified, wasSilenced: input.silence !== null },
    event,
    notification,
    reason:
      isHeldBack && event === null ? "acknowledged" : reasonTold(transition, notification, state, input),
    acknowledgement,
  };
}

/** What readers know after they are notified of an alert; `null` when they know that it is over. */
function notifiedNow({ level, limits, observed }: Alert, asOf: Day): Alert["lastNotified"] {
  return level === "none" ? null : { level, asOf, limits, observed };
}

/** What readers are told when no silence hides the alert. The first branch that applies decides. */
function notificationOf(state: Alert, input: NotificationInput): RuleEvent | null {
  const { level, lastNotified, pendingRuns, wasSilenced } = state;
  // It crosses a limit again, but not yet on enough runs.
  if (pendingRuns > 0) return null;
  // A quiet rule still tells readers when a worse alert has become `possible`, and when it is over.
  if (input.isQuiet && level === "possible" && (lastNotified === null || lastNotified.level === level))
    return null;
  const change = eventBetween(lastNotified?.level ?? "none", level);
  if (change === "eased" || change === "resolved") return input.hasAllData ? change : null;
  if (change !== null || lastNotified === null) return change;
  // After a silence, readers are told that the alert still fires.
  if (wasSilenced) return "reminder";
  const { asOf, remindEveryDays } = input;
  if (remindEveryDays === null) return null;
  return daysBetween(lastNotified.asOf, asOf) >= remindEveryDays ? "reminder" : null;
}

/** Reasons that close an alert although it is not back inside its limits. */
const ENDINGS: ReadonlySet<Reason> = new Set<Reason>([
  ...(["rule-gone", "group-gone", "rule-over", "below-floor", "floor-changed"] as const),
]);

function reasonTold(
  { event, reason }: Transition,
  notification: RuleEvent | null,
  { level, wasSilenced }: Alert,
  { isQuiet }: NotificationInput,
): Reason {
  // The event of this run: it is told now, or not at all.
  if (notification === null || (event !== null && notification !== "reminder")) {
    const isKeptQuiet = isQuiet && event === "raised" && level === "possible";
    return isKeptQuiet ? "kept-quiet" : reason;
  }
  if (notification === "reminder") return wasSilenced ? "silence-over" : "still-firing";
  // An event of an earlier run that a silence hid.
  return ENDINGS.has(reason) ? reason : "silence-over";
}
