import { daysBetween } from "../values/day.ts";
import type { Alert, RuleEvent } from "./alert.ts";
import type { Reason } from "./reason.ts";
import type { Silence } from "./silence.ts";
import { eventBetween, type Transition } from "./transition.ts";

/** A transition, and the notification that follows from it. */
export interface Notification {
  /** The alert to remember; `null` for none. */
  next: Alert | null;
  /** What happened to the alert in this run. */
  event: RuleEvent | null;
  /**
   * What its readers are told; `null` for nothing. It differs from `event` while a silence hides the alert, and when a
   * silence that hid an earlier event has ended.
   */
  notification: RuleEvent | null;
  reason: Reason;
}

/** What a notification is decided from, beside the transition. */
export interface NotificationInput {
  asOf: string;
  silence: Silence | null;
  /** False when data is missing: then neither easing nor resolving is sent. */
  hasAllData: boolean;
  /** After how many days readers are told again; `null` for never. */
  remindEveryDays: number | null;
  /** Whether what is only possible makes no message of its own. */
  isQuiet: boolean;
}

/**
 * Decides what readers are told: what has changed since they were last notified, in this run or while a silence lasted that
 * has ended. A silence that is in force hides it. An alert that is over is forgotten once its readers know that.
 */
export function decideNotification(transition: Transition, input: NotificationInput): Notification {
  const { state, event, reason } = transition;
  if (state === null) return { next: null, event, notification: null, reason };
  const notification = input.silence === null ? notificationOf(state, input) : null;
  const lastNotified = notification === null ? state.lastNotified : notifiedNow(state, input.asOf);
  const isForgotten = state.level === "none" && state.pendingRuns === 0 && lastNotified === null;
  return {
    next: isForgotten ? null : { ...state, lastNotified, wasSilenced: input.silence !== null },
    event,
    notification,
    reason: reasonTold(transition, notification, state, input),
  };
}

/** What readers know once they are notified of an alert; `null` once they know that it is over. */
function notifiedNow({ level, limits, observed }: Alert, asOf: string): Alert["lastNotified"] {
  return level === "none" ? null : { level, asOf, limits, observed };
}

/** What readers are told when no silence hides the alert. The branches stand in the order in which they decide. */
function notificationOf(state: Alert, input: NotificationInput): RuleEvent | null {
  const { level, lastNotified, pendingRuns, wasSilenced } = state;
  // It crosses a limit again: whether on enough runs is not known yet.
  if (pendingRuns > 0) return null;
  // A quiet rule still tells that it was worse before, and that it is over.
  if (input.isQuiet && level === "possible" && (lastNotified === null || lastNotified.level === level))
    return null;
  const change = eventBetween(lastNotified?.level ?? "none", level);
  if (change === "eased" || change === "resolved") return input.hasAllData ? change : null;
  if (change !== null || lastNotified === null) return change;
  // Whoever silenced it is told that it still fires.
  if (wasSilenced) return "reminder";
  const { asOf, remindEveryDays } = input;
  if (remindEveryDays === null) return null;
  return daysBetween(lastNotified.asOf, asOf) >= remindEveryDays ? "reminder" : null;
}

/** Reasons for which an alert is closed although it is not back inside its limits. */
const ENDINGS: ReadonlySet<Reason> = new Set<Reason>(["rule-gone", "group-gone", "rule-over"]);

function reasonTold(
  { event, reason }: Transition,
  notification: RuleEvent | null,
  { level, wasSilenced }: Alert,
  { isQuiet }: NotificationInput,
): Reason {
  // The event of this run, told now or not at all.
  if (notification === null || (event !== null && notification !== "reminder")) {
    const isKeptQuiet = isQuiet && event === "raised" && level === "possible";
    return isKeptQuiet ? "kept-quiet" : reason;
  }
  if (notification === "reminder") return wasSilenced ? "silence-over" : "still-firing";
  // An event of an earlier run, which a silence hid.
  return ENDINGS.has(reason) ? reason : "silence-over";
}
