import { isOver, levelOf, limitOf, rank } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Rule } from "../policy/rule.ts";
import { type Alert, isOpen, notAfter, type RuleEvent, withFloorKnown } from "./alert.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import { type FloorPart, isUnder } from "./floor-part.ts";
import { decideNotification, messagesOf } from "./notification.ts";
import { decideTransition } from "./transition.ts";
import { closeAlert } from "./unobserved-alert.ts";

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
    ...messagesOf(rule),
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

/** Whether what was observed may look better only because rows are missing. */
function mayMislead({ previous, observation: { rule, observed }, incomplete }: DecisionInput): boolean {
  return observed !== null && incomplete && rank(levelOf(rule, observed)) < rank(previous?.level ?? "none");
}
