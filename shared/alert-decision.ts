import {
  type Alert,
  isInForce,
  isOpen,
  type Level,
  levelOf,
  limitOf,
  type RuleEvent,
  rank,
  worse,
} from "./alert.ts";
import { daysBetween } from "./calendar.ts";
import { type Interval, toBounds } from "./interval.ts";
import type { Measure } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { type Limits, limitsOf, type Rule } from "./policy.ts";
import type { Silence } from "./silence.ts";

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
  | "the rule has left the policy"
  | "its group has left the sector"
  | "still firing"
  | "its silence is over";

/** What was decided about one rule: the alert to remember (`null` for none), what happened, and why. */
export interface Decision {
  rule: string;
  group: string | null;
  title: string;
  measure: Measure;
  /** On which side of its limits trouble lies. */
  side: "above" | "below";
  /** The limit that its level stands for now; inside all limits, the one that it would cross first. */
  limit: number;
  /** All limits of its rule; `null` when that has left the policy. */
  limits: Limits | null;
  /** How far inside a limit it must be to leave the level of that limit. */
  margin: number;
  previous: Alert | null;
  next: Alert | null;
  /** What happened to the alert in this run. */
  event: RuleEvent | null;
  /** What its readers are to be told: the same, unless a silence hides it, or has hidden what happened before. */
  announced: RuleEvent | null;
  /** The silence that hides the alert; `null` when none does. */
  silence: Silence | null;
  reason: Reason;
  /** What was observed in this run; `null` when there was nothing to observe. */
  observed: Interval | null;
}

export interface DecisionInput {
  previous: Alert | null;
  observation: Observation;
  asOf: string;
  incomplete: boolean;
  /** The very assessment that was decided on last: it counts as no further run. */
  isRepeat: boolean;
  silence: Silence | null;
}

/** Decides one rule from its last alert and what was observed now. Pure: the same input, the same decision. */
export function decideAlert(asked: DecisionInput): Decision {
  const input = { ...asked, previous: asked.previous && notAfter(asked.previous, asked.asOf) };
  const { previous, observation, asOf, incomplete, silence } = input;
  const { rule, group, observed } = observation;
  const subject = { rule: rule.id, group, title: rule.title, measure: rule.measure, margin: rule.margin };
  const isSure = observed !== null && !incomplete;
  const hearing = { asOf, silence, isSure, remindEveryDays: remindEveryDays(input) };
  const told = announce(takeTurn(input), hearing);
  const limit = told.next !== null && isOpen(told.next) ? told.next.limit : limitOf(rule, "none");
  return { ...subject, ...limitsOf(rule), limit, previous, silence, observed, ...told };
}

/** The alert without days that are still to come: a run made by hand to look ahead may have left them. */
function notAfter(alert: Alert, asOf: string): Alert {
  const earlier = (day: string) => (day < asOf ? day : asOf);
  const told = alert.told && { ...alert.told, asOf: earlier(alert.told.asOf) };
  return { ...alert, since: earlier(alert.since), observedAsOf: earlier(alert.observedAsOf), told };
}

/** After how many days to remind; `null` when what was observed is no figure to remind anybody with. Without data it is what was observed last. */
function remindEveryDays({
  previous,
  observation: { rule, observed },
  incomplete,
}: DecisionInput): number | null {
  // It may only look lower because rows are missing.
  const mayMislead =
    observed !== null && incomplete && rank(levelOf(rule, observed)) < rank(previous?.level ?? "none");
  return mayMislead ? null : (rule.remindEveryDays ?? null);
}

/** Closes an alert that there is nothing to observe for any more. */
export function closeAlert(previous: Alert, reason: Reason, asOf: string, silence: Silence | null): Decision {
  const event = isOpen(previous) ? "resolved" : null;
  const state: Alert = { ...previous, level: "none", crossings: 0, recent: [] };
  const hearing: Hearing = { asOf, silence, isSure: true, remindEveryDays: null };
  return { ...subjectOf(previous), silence, ...announce({ state, event, reason }, hearing) };
}

/** Keeps an alert that could not be observed this time. */
export function holdAlert(previous: Alert, asOf: string, silence: Silence | null): Decision {
  const turn: Turn = { state: previous, event: null, reason: "without exposure nothing is decided" };
  const hearing: Hearing = { asOf, silence, isSure: false, remindEveryDays: null };
  return { ...subjectOf(previous), silence, ...announce(turn, hearing) };
}

type Subject = Omit<Decision, "next" | "event" | "announced" | "reason" | "silence">;

function subjectOf(previous: Alert): Subject {
  const { rule, group, title, measure, side, limit } = previous;
  return { rule, group, title, measure, side, limit, limits: null, margin: 0, previous, observed: null };
}

/** Where one run takes an alert, before it is asked who hears of it. */
interface Turn {
  state: Alert | null;
  event: RuleEvent | null;
  reason: Reason;
}

function takeTurn({ previous, observation, incomplete, isRepeat, asOf }: DecisionInput): Turn {
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
  const seen = { rule, group, observed, asOf, previous };
  if (!inForce) return move(seen, { level: "none", crossings: 0, recent: [] }, "not in force yet");
  return held === "none" ? approach(seen, reached) : follow(seen, held, reached);
}

interface Seen {
  rule: Rule;
  group: string | null;
  observed: Interval;
  asOf: string;
  previous: Alert | null;
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
  return a.warning === b.warning && a.critical === b.critical;
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
    level: to.level,
    limit: limitOf(rule, to.level),
    since: previous === null || isRaised ? asOf : previous.since,
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

/** What happens to someone's knowledge of a level when it becomes another. */
function transition(from: Level, to: Level): RuleEvent | null {
  if (from === to) return null;
  if (from === "none") return "raised";
  if (to === "none") return "resolved";
  return rank(to) > rank(from) ? "worsened" : "eased";
}

interface Hearing {
  asOf: string;
  silence: Silence | null;
  /** Without it, nothing good is told: what is known may be too little. */
  isSure: boolean;
  /** After how many days readers are told again; `null` for never. */
  remindEveryDays: number | null;
}

/**
 * Tells readers what has changed since they were last told, unless a silence hides it: what happened in this run, and
 * what happened while a silence lasted that is over now. An alert that is over, and known to be, is forgotten.
 */
function announce(
  { state, event, reason }: Turn,
  hearing: Hearing,
): Pick<Decision, "next" | "event" | "announced" | "reason"> {
  if (state === null) return { next: null, event, announced: null, reason };
  const announced = hearing.silence === null ? newsFor(state, hearing) : null;
  const { level } = state;
  const news = level === "none" ? null : { level, asOf: hearing.asOf, limits: state.limits };
  const told = announced === null ? state.told : news;
  const isForgotten = level === "none" && state.crossings === 0 && told === null;
  const next = isForgotten ? null : { ...state, told, hidden: hearing.silence !== null };
  const isTheRunsOwn = announced === null || (event !== null && announced !== "reminder");
  return {
    next,
    event,
    announced,
    reason: isTheRunsOwn ? reason : lateReason(announced, reason, state.hidden),
  };
}

/** What is told without having happened in this run: a reminder, or what a silence has hidden. */
function lateReason(announced: RuleEvent, reason: Reason, wasHidden: boolean): Reason {
  if (announced === "reminder") return wasHidden ? "its silence is over" : "still firing";
  const stands = reason === "the rule has left the policy" || reason === "its group has left the sector";
  return stands ? reason : "its silence is over";
}

function newsFor({ level, told, crossings, hidden }: Alert, hearing: Hearing): RuleEvent | null {
  // Runs beyond a limit have begun: whether they are enough is to be seen first.
  if (crossings > 0) return null;
  const change = transition(told?.level ?? "none", level);
  if (change === "eased" || change === "resolved") return hearing.isSure ? change : null;
  const { asOf, remindEveryDays } = hearing;
  if (change !== null || told === null) return change;
  // Whoever asked not to hear of it for a while hears that it still fires.
  if (hidden) return "reminder";
  if (remindEveryDays === null) return null;
  return daysBetween(told.asOf, asOf) >= remindEveryDays ? "reminder" : null;
}

function lessBad(a: Level, b: Level): Level {
  return worse(a, b) === a ? b : a;
}

function last<T>(all: T[], count: number): T[] {
  return count === 0 ? [] : all.slice(-count);
}
