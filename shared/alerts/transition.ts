import type { Observation } from "../assessment/observation.ts";
import type { GroupExposure } from "../policy/floor.ts";
import { isInForce, isOver, type Level, levelOf, limitOf, rank, worse } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Limits, Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import { type Interval, toBounds } from "../values/interval.ts";
import { type Alert, type RuleEvent, withFloorKnown } from "./alert.ts";
import { isUnder } from "./floor-part.ts";
import type { Reason } from "./reason.ts";

/** What a transition depends on: the alert as the last run left it, and what this run observed. */
export interface TransitionInput {
  previous: Alert | null;
  observation: Observation;
  asOf: Day;
  incomplete: boolean;
  /** Whether this is the assessment that was decided on last. It does not count as another run. */
  isRepeat: boolean;
  /** Whether this is the first assessment of the sector. */
  isFirstLook: boolean;
  /** The floor of the rule in the run before; `null` for none. */
  floorBefore: number | null;
}

/** The change of an alert in one run. What readers are told is decided later (`notification.ts`). */
export interface Transition {
  state: Alert | null;
  event: RuleEvent | null;
  reason: Reason;
}

/**
 * Decides the change of an alert in one run: its next state, the event and the reason. The first branch that
 * applies decides. Pure: the same input gives the same transition.
 */
export function decideTransition(input: TransitionInput): Transition {
  const { previous, observation, incomplete, isRepeat, isFirstLook, asOf } = input;
  const { rule, group, observed, isBelowFloor } = observation;
  const stay = (reason: Reason): Transition => ({ state: previous, event: null, reason });
  if (isBelowFloor) return stay("below-floor");
  if (observed === null) return stay("no-exposure");
  if (isRepeat) return stay("same-assessment");
  const inForce = isInForce(rule, asOf);
  const held = previous?.level ?? "none";
  const reached = inForce ? levelOf(rule, observed) : "none";
  const isAwaited = previous !== null && previous.pendingRuns > 0;
  const wouldEase = rank(reached) < rank(held) || (isAwaited && reached === "none");
  if (incomplete && wouldEase) return stay("incomplete-assessment");
  // While data is incomplete no floor counts, so none has kept an alert from beginning.
  const exposure = incomplete ? null : observation.exposure;
  const { floorBefore } = input;
  const seen = { rule, group, observed, exposure, asOf, previous, isFirstLook, floorBefore };
  if (!inForce) {
    const reason = isOver(rule, asOf) ? "rule-over" : "not-in-force-yet";
    return goTo(seen, { level: "none", pendingRuns: 0, recentLevels: [] }, reason);
  }
  return held === "none" ? whilePending(seen, reached) : whileFiring(seen, held, reached);
}

interface AlertSeen {
  rule: Rule;
  group: string | null;
  observed: Interval;
  asOf: Day;
  previous: Alert | null;
  isFirstLook: boolean;
  /** What the group has; `null` while it is not known. */
  exposure: GroupExposure | null;
  floorBefore: number | null;
}

/** A pending alert fires when a limit was crossed on `for` runs in a row. */
function whilePending(seen: AlertSeen, reached: Level): Transition {
  if (reached === "none")
    return goTo(seen, { level: "none", pendingRuns: 0, recentLevels: [] }, "within-limits");
  const pendingRuns = (seen.previous?.pendingRuns ?? 0) + 1;
  if (pendingRuns < seen.rule.for) {
    const reason = "pending";
    return goTo(seen, { level: "none", pendingRuns, recentLevels: [] }, reason);
  }
  // By the floor that readers know, it would raise nothing.
  const reason = isUnder(seen.exposure, floorKnownOf(seen)) ? "floor-changed" : "crossed-limit";
  return goTo(seen, { level: reached, pendingRuns: 0, recentLevels: [] }, reason);
}

/** The floor that readers of the alert know; of one that begins, that of the run before. */
function floorKnownOf({ previous, floorBefore }: Pick<AlertSeen, "previous" | "floorBefore">): number | null {
  return previous === null ? floorBefore : (previous.floorKnown ?? null);
}

/**
 * An open alert has the worst level of the last `keep` runs. So it rises at once, and falls only when all of
 * these runs were lower. A run counts as lower only when its value is inside the limit by the margin.
 */
function whileFiring(seen: AlertSeen, held: Level, reached: Level): Transition {
  const { rule, observed, previous } = seen;
  const cameTo = rank(reached) >= rank(held) ? reached : lessBad(held, levelOf(rule, observed, rule.margin));
  const lookBack = rule.keep - 1;
  const known = last(previous?.recentLevels ?? [], lookBack);
  const before = [...Array<Level>(lookBack - known.length).fill(held), ...known];
  const level = [...before, cameTo].reduce(worse);
  const to = { level, pendingRuns: 0, recentLevels: last([...before, cameTo], lookBack) };
  const reason = reasonWhileFiring({ held, reached, cameTo, level });
  return goTo(seen, to, level !== held && isByPolicy(seen, level) ? "limits-changed" : reason);
}

/**
 * Whether an alert reaches a level only because the policy has changed its limits: with the old limits it would
 * not.
 */
function isByPolicy({ rule, observed, previous }: AlertSeen, level: Level): boolean {
  if (previous === null || isSameLimits(previous.limits, limitsOf(rule).limits)) return false;
  const { above: _, below: __, ...rest } = rule;
  const before: Rule = { ...rest, [previous.side]: previous.limits };
  return levelOf(before, observed) !== level;
}

function isSameLimits(a: Limits, b: Limits): boolean {
  return a.warning === b.warning && a.critical === b.critical && a.atLimit === b.atLimit;
}

function reasonWhileFiring(at: { held: Level; reached: Level; cameTo: Level; level: Level }): Reason {
  if (rank(at.level) > rank(at.held)) return "higher-level";
  if (at.level === "none") return "back-within-limits";
  if (rank(at.level) < rank(at.held)) return "lower-level";
  if (rank(at.cameTo) < rank(at.held)) return "not-on-enough-runs";
  return rank(at.reached) < rank(at.held) ? "not-by-margin" : "unchanged";
}

function goTo(
  seen: AlertSeen,
  to: Pick<Alert, "level" | "pendingRuns" | "recentLevels">,
  reason: Reason,
): Transition {
  const { rule, group, observed, asOf, previous } = seen;
  const held = previous?.level ?? "none";
  const isRaised = held === "none" && to.level !== "none";
  const state: Alert = {
    rule: rule.id,
    group,
    title: rule.title,
    measure: rule.measure,
    side: limitsOf(rule).side,
    by: rule.by ?? null,
    level: to.level,
    limit: limitOf(rule, to.level),
    since: previous === null || isRaised ? asOf : previous.since,
    atFirstLook: isFoundAtFirstLook(seen),
    pendingRuns: to.pendingRuns,
    recentLevels: to.recentLevels,
    lastNotified: previous?.lastNotified ?? null,
    wasSilenced: previous?.wasSilenced ?? false,
    limits: limitsOf(rule).limits,
    observed: toBounds(observed),
    observedAsOf: asOf,
    ...withFloorKnown(floorKnownOf(seen)),
  };
  return { state, event: eventBetween(held, to.level), reason };
}

/** Whether a limit was crossed on every run since the first look. */
function isFoundAtFirstLook({ previous, isFirstLook }: AlertSeen): boolean {
  if (previous === null) return isFirstLook;
  const isGoingOn = previous.level !== "none" || previous.pendingRuns > 0;
  return isGoingOn && previous.atFirstLook;
}

/** The event for a change between two levels; `null` when they are the same. */
export function eventBetween(from: Level, to: Level): RuleEvent | null {
  if (from === to) return null;
  if (from === "none") return "raised";
  if (to === "none") return "resolved";
  return rank(to) > rank(from) ? "worsened" : "eased";
}

function lessBad(a: Level, b: Level): Level {
  return worse(a, b) === a ? b : a;
}

function last<T>(all: T[], count: number): T[] {
  return count === 0 ? [] : all.slice(-count);
}
