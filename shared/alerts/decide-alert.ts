import type { Definition } from "../policy/definition.ts";
import { isOver, levelOf, limitOf, rank } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits, Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { type Alert, isOpen, type RuleEvent, withFloorKnown } from "./alert.ts";
import { type FloorPart, isUnder } from "./floor-part.ts";
import { decideNotification, type Notification, type NotificationInput } from "./notification.ts";
import type { Reason } from "./reason.ts";
import type { Silence } from "./silence.ts";
import { decideTransition, type Transition, type TransitionInput } from "./transition.ts";

/** The decision about one rule: the alert to remember (`null` for none), what happened, and why. */
export interface Decision extends Notification {
  rule: RuleId;
  group: string | null;
  title: string;
  measure: Measure;
  /** The side of its limits that is bad. */
  side: "above" | "below";
  /** The limit of its level; inside all limits, the limit that it would cross first. */
  limit: number;
  /** All limits of its rule; `null` when the rule is no longer in the policy. */
  limits: Limits | null;
  /** How far inside a limit a value must be to leave the level of that limit. */
  margin: number;
  previous: Alert | null;
  /** The silence that hides the alert; `null` when none does. */
  silence: Silence | null;
  /** What was observed in this run; `null` when there was nothing to observe, and in news that withholds it. */
  observed: Interval | null;
  /** Whether rows are missing and what was observed looks better: it is not trusted, and readers are told what was last known. */
  isWithheld: boolean;
  /** The old and the new definition when the rule was changed; otherwise `null`. */
  change: { from: Definition; now: Definition } | null;
  /** What the floor of the rule has to do with it; `null` for nothing. */
  floor: FloorPart | null;
}

export interface DecisionInput extends TransitionInput {
  silence: Silence | null;
  /** The acknowledgement of the alert before this run; `null` when there is none. */
  acknowledgement: Acknowledgement | null;
}

/**
 * Decides one rule from its last alert and what was observed now. Pure: the same input gives the same decision.
 */
export function decideAlert(asked: DecisionInput): Decision {
  const input = { ...asked, previous: asked.previous && notAfter(asked.previous, asked.asOf) };
  const { previous, observation, asOf, incomplete, silence, acknowledgement } = input;
  const { rule, group, observed } = observation;
  if (previous !== null && isOver(rule, asOf)) return closeAlert(previous, "rule-over", asOf, silence);
  if (previous !== null && observation.isBelowFloor) return closeBelowFloor(previous, input);
  const subject = { rule: rule.id, group, title: rule.title, measure: rule.measure, margin: rule.margin };
  const notified = decideNotification(decideTransition(input), {
    asOf,
    silence,
    acknowledgement,
    hasAllData: observed !== null && !incomplete,
    remindEveryDays: rule.remindEveryDays ?? null,
    isQuiet: isQuiet(rule),
  });
  const { next, notification } = notified;
  const limit = next !== null && isOpen(next) ? next.limit : limitOf(rule, "none");
  const isWithheld = mayMislead(input);
  const told = isWithheld && notification !== null ? null : observed;
  const reason = isWithheld && notified.reason === "still-firing" ? "last-known" : notified.reason;
  const decided = { ...notified, reason, previous, silence, observed: told, isWithheld, change: null };
  const known = withKnownFloor(next, notification, rule);
  const floor = floorPartOf(input, notification ?? notified.event);
  return { ...subject, ...limitsOf(rule), limit, ...decided, next: known, floor };
}

/** The alert after readers were told of it, or not: they then know the floor of its rule. */
function withKnownFloor(next: Alert | null, notification: RuleEvent | null, rule: Rule): Alert | null {
  if (next === null || notification === null) return next;
  const { floorKnown: _, ...rest } = next;
  return { ...rest, ...withFloorKnown(rule.atLeast ?? null) };
}

/** What the floor of its rule has to do with an alert whose group is watched; `null` for nothing. */
function floorPartOf(
  { previous, observation, incomplete, floorBefore }: DecisionInput,
  told: RuleEvent | null,
): FloorPart | null {
  const { rule, exposure } = observation;
  const now = rule.atLeast ?? null;
  if (exposure === null) return null;
  if (incomplete) return isUnder(exposure, now) ? { now, before: now, exposure, isCounted: false } : null;
  const before = previous === null ? floorBefore : (previous.floorKnown ?? null);
  return told === "raised" && isUnder(exposure, before) ? { now, before, exposure, isCounted: true } : null;
}

/** Closes an alert whose group lies below the floor of its rule. When it did not by the floor that readers know, the policy has done it. */
function closeBelowFloor(
  previous: Alert,
  { observation: { rule, exposure }, asOf, silence }: DecisionInput,
): Decision {
  const before = previous.floorKnown ?? null;
  const isByPolicy = exposure !== null && !isUnder(exposure, before);
  const closed = closeAlert(previous, isByPolicy ? "floor-changed" : "below-floor", asOf, silence);
  const now = rule.atLeast ?? null;
  return { ...closed, floor: exposure && { now, before, exposure, isCounted: true } };
}

/** Whether the level `possible` sends no message of its own. */
function isQuiet({ possible }: Rule): boolean {
  return possible === "quiet";
}

/**
 * The alert without future days, which an earlier version may have stored when a run was made by hand to look
 * ahead.
 */
export function notAfter(alert: Alert, asOf: Day): Alert {
  const earlier = (day: Day) => (day < asOf ? day : asOf);
  const lastNotified = alert.lastNotified && {
    ...alert.lastNotified,
    asOf: earlier(alert.lastNotified.asOf),
  };
  return { ...alert, since: earlier(alert.since), observedAsOf: earlier(alert.observedAsOf), lastNotified };
}

/** Whether what was observed may look better only because rows are missing. */
function mayMislead({ previous, observation: { rule, observed }, incomplete }: DecisionInput): boolean {
  return observed !== null && incomplete && rank(levelOf(rule, observed)) < rank(previous?.level ?? "none");
}

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
    remindEveryDays: rule.remindEveryDays ?? null,
    isQuiet: isQuiet(rule),
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
