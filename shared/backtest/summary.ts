import { type AlertEvent, alertEvents } from "../alerts/alert.ts";
import { type AlertChange, changesOf } from "../alerts/alert-change.ts";
import { type Level, levels, worse } from "../policy/level.ts";
import type { Policy } from "../policy/policy.ts";
import { reasonText } from "../text/reasons.ts";
import { daysBetween } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import type { ReplayRun } from "./replay.ts";

/** One event that a bulletin would have told. `rule` is `null` when it concerns the whole sector. */
export interface SentEvent extends Pick<AlertChange, "rule" | "group" | "level" | "observed" | "limit"> {
  event: AlertEvent;
  /** Why, as a sentence without its full stop. */
  reason: string;
}

/** All events of a run: those of the whole sector first, then in the order of the policy. */
export function eventsSent({ decision }: Pick<ReplayRun, "decision">): SentEvent[] {
  const sent = changesOf(decision).flatMap<SentEvent>((change) => {
    const { rule, group, notification, level, observed, limit } = change;
    if (notification === null) return [];
    return { rule, group, event: notification, level, observed, limit, reason: reasonText(change) };
  });
  return [...sent.filter(({ rule }) => rule === null), ...sent.filter(({ rule }) => rule !== null)];
}

/** The sums of a replay. Days are calendar days; each counts with the decisions of the last run up to it. */
export interface ReplaySummary {
  runs: number;
  bulletins: number;
  days: number;
  daysWithoutData: number;
  /** How many events of each kind would have been sent. */
  events: Record<AlertEvent, number>;
  /** One entry for each rule of the policy. A rule with groups counts with its worst group. */
  rules: { rule: RuleId; daysAtLevel: Record<Level, number> }[];
}

/** Sums up the runs of a policy, from the first run to the end of `to`. */
export function summarizeReplay(
  runs: ReplayRun[],
  { rules }: Pick<Policy, "rules">,
  to: string,
): ReplaySummary {
  const lengths = runs.map(({ asOf }, at) => {
    const next = runs[at + 1]?.asOf;
    return next === undefined ? daysBetween(asOf, to) + 1 : daysBetween(asOf, next);
  });
  const daysOf = (isCounted: (run: ReplayRun) => boolean) =>
    runs.reduce((sum, run, at) => sum + (isCounted(run) ? (lengths[at] ?? 0) : 0), 0);
  const sent = runs.flatMap(eventsSent);
  return {
    runs: runs.length,
    bulletins: runs.filter(({ bulletin }) => bulletin !== null).length,
    days: daysOf(() => true),
    daysWithoutData: daysOf(({ decision }) => decision.noDataSince !== null),
    events: tally(alertEvents, (event) => sent.filter((one) => one.event === event).length),
    rules: rules.map(({ id }) => ({
      rule: id,
      daysAtLevel: tally(levels, (level) => daysOf((run) => levelAfter(run, id) === level)),
    })),
  };
}

/** The worst level of a rule after a run, over all of its groups. */
export function levelAfter({ decision }: Pick<ReplayRun, "decision">, rule: RuleId): Level {
  const own = decision.decisions.filter((one) => one.rule === rule);
  return own.map(({ next }) => next?.level ?? "none").reduce(worse, "none");
}

function tally<Key extends string>(keys: readonly Key[], count: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>;
}
