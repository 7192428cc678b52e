import type { Observation } from "../assessment/observation.ts";
import { isInForce, isOver, type Level, levelOf, limitOf, rank, worse } from "../policy/level.ts";
import { type Limits, limitsOf, type Rule } from "../policy/policy.ts";
import { type Interval, toBounds } from "../values/interval.ts";
import type { Alert, RuleEvent } from "./alert.ts";

/** Why a decision was taken, in the words of a test row. */
export type Reason =
  | "inside its limits"
  | "beyond a limit, not yet on enough runs in a row"
  | "crossed a limit"
  | "went to a higher level"
  | "went to a lower level"
  | "back inside its limits"
  | "its limits were changed in the policy"
  | "inside a limit, not yet by its margin"
  | "inside a limit, not yet on enough runs in a row"
  | "unchanged"
  | "not in force yet"
  | "an incomplete assessment eases nothing"
  | "without exposure nothing is decided"
  | "the same assessment as last time"
  | "the rule is over"
  | "the rule has left the policy"
  | "the rule was changed in the policy"
  | "only possible, which its rule keeps quiet"
  | "its group has left the sector"
  | "still firing"
  | "its silence is over";

/** What takes an alert one run further. */
export interface TurnInput {
  previous: Alert | null;
  observation: Observation;
  asOf: string;
  incomplete: boolean;
  /** The very assessment that was decided on last: it counts as no further run. */
  isRepeat: boolean;
  /** Whether the sector was never assessed before. */
  isFirstLook: boolean;
}

/** Where one run takes an alert, before it is asked who hears of it. */
export interface Turn {
  state: Alert | null;
  event: RuleEvent | null;
  reason: Reason;
}

/** Takes an alert one run further. Pure: the same input, the same turn. */
export function takeTurn(input: TurnInput): Turn {
  const { previous, observation, incomplete, isRepeat, isFirstLook, asOf } = input;
  const { rule, group, observed } = observation;
  const stay = (reason: Reason): Turn => ({ state: previous, event: null, reason });
  if (observed === null) return stay("without exposure nothing is decided");
  if (isRepeat) return stay("the same assessment as last time");
  const inForce = isInForce(rule, asOf);
  const held = previous?.level ?? "none";
  const reached = inForce ? levelOf(rule, observed) : "none";
  const isAwaited = previous !== null && previous.crossings > 0;
  const wouldEase = rank(reached) < rank(held) || (isAwaited && reached === "none");
  if (incomplete && wouldEase) return stay("an incomplete assessment eases nothing");
  const seen = { rule, group, observed, asOf, previous, isFirstLook };
  if (!inForce) {
    const reason = isOver(rule, asOf) ? "the rule is over" : "not in force yet";
    return move(seen, { level: "none", crossings: 0, recent: [] }, reason);
  }
  return held === "none" ? approach(seen, reached) : follow(seen, held, reached);
}

interface Seen {
  rule: Rule;
  group: string | null;
  observed: Interval;
  asOf: string;
  previous: Alert | null;
  isFirstLook: boolean;
}

/** An alert that is not open: it is raised once a limit has been crossed on `for` runs in a row. */
function approach(seen: Seen, reached: Level): Turn {
  if (reached === "none") return move(seen, { level: "none", crossings: 0, recent: [] }, "inside its limits");
  const crossings = (seen.previous?.crossings ?? 0) + 1;
  if (crossings < seen.rule.for) {
    const reason = "beyond a limit, not yet on enough runs in a row";
    return move(seen, { level: "none", crossings, recent: [] }, reason);
  }
  return move(seen, { level: reached, crossings: 0, recent: [] }, "crossed a limit");
}

/**
 * An open alert: at the worst level that the last `keep` runs came to, so that it goes up at once and down only when
 * all of them were lower. A run comes to a level that is lower than the one held only if it is inside by the margin.
 */
function follow(seen: Seen, held: Level, reached: Level): Turn {
  const { rule, observed, previous } = seen;
  const cameTo = rank(reached) >= rank(held) ? reached : lessBad(held, levelOf(rule, observed, rule.margin));
  const lookBack = rule.keep - 1;
  const known = last(previous?.recent ?? [], lookBack);
  const before = [...Array<Level>(lookBack - known.length).fill(held), ...known];
  const level = [...before, cameTo].reduce(worse);
  const to = { level, crossings: 0, recent: last([...before, cameTo], lookBack) };
  const reason = reasonToFollow({ held, reached, cameTo, level });
  return move(
    seen,
    to,
    level !== held && isByPolicy(seen, level) ? "its limits were changed in the policy" : reason,
  );
}

/** Whether an alert goes to a level only because the policy has moved its limits: by the old ones it would not. */
function isByPolicy({ rule, observed, previous }: Seen, level: Level): boolean {
  if (previous === null || isSameLimits(previous.limits, limitsOf(rule).limits)) return false;
  const { above: _, below: __, ...rest } = rule;
  const before: Rule = { ...rest, [previous.side]: previous.limits };
  return levelOf(before, observed) !== level;
}

function isSameLimits(a: Limits, b: Limits): boolean {
  return a.warning === b.warning && a.critical === b.critical && a.atLimit === b.atLimit;
}

function reasonToFollow(at: { held: Level; reached: Level; cameTo: Level; level: Level }): Reason {
  if (rank(at.level) > rank(at.held)) return "went to a higher level";
  if (at.level === "none") return "back inside its limits";
  if (rank(at.level) < rank(at.held)) return "went to a lower level";
  if (rank(at.cameTo) < rank(at.held)) return "inside a limit, not yet on enough runs in a row";
  return rank(at.reached) < rank(at.held) ? "inside a limit, not yet by its margin" : "unchanged";
}

function move(seen: Seen, to: Pick<Alert, "level" | "crossings" | "recent">, reason: Reason): Turn {
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
    crossings: to.crossings,
    recent: to.recent,
    told: previous?.told ?? null,
    hidden: previous?.hidden ?? false,
    limits: limitsOf(rule).limits,
    observed: toBounds(observed),
    observedAsOf: asOf,
  };
  return { state, event: transition(held, to.level), reason };
}

/** Whether it has been beyond a limit ever since the first look. */
function isFoundAtFirstLook({ previous, isFirstLook }: Seen): boolean {
  if (previous === null) return isFirstLook;
  const isGoingOn = previous.level !== "none" || previous.crossings > 0;
  return isGoingOn && previous.atFirstLook;
}

/** What happens to someone's knowledge of a level when it becomes another. */
export function transition(from: Level, to: Level): RuleEvent | null {
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
