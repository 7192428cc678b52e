import { type AlertEvent, alertEvents } from "../../shared/alerts/alert.ts";
import type { DayCompared } from "../../shared/backtest/difference.ts";
import { type SentEvent, summarizeReplay } from "../../shared/backtest/summary.ts";
import { itemNames } from "../../shared/policy/item-names.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { changeLines, ruleLines } from "../text/policy-changes.ts";
import type { ReplayedDiff, SectorDiff } from "./policy-diff.ts";
import { figuresOf } from "./text.ts";

/** Something that one of two policies would have sent and the other not. */
export interface DifferentEvent {
  asOf: string;
  by: "old" | "new";
  event: AlertEvent;
  level: string;
  alert: string;
  figures: string;
}

/** Everything that only one of the two would have sent, by day, the old policy first. */
export function differentEvents({ days, before, after }: ReplayedDiff): DifferentEvent[] {
  return days.flatMap(({ asOf, shipped, tried }: DayCompared) => [
    ...(shipped?.only ?? []).map((sent) => eventOf(asOf, "old", sent, before?.policy)),
    ...(tried?.only ?? []).map((sent) => eventOf(asOf, "new", sent, after?.policy)),
  ]);
}

function eventOf(
  asOf: string,
  by: "old" | "new",
  sent: SentEvent,
  policy: Policy | undefined,
): DifferentEvent {
  const { rule, group, event } = sent;
  const own = policy?.rules.find(({ id }) => id === rule);
  return {
    ...{ asOf, by, event, level: sent.level === "none" ? "" : sent.level },
    alert: rule === null ? "the sector" : alertNameToday(own, { rule, group }, itemNames(policy ?? {})),
    figures: policy === undefined ? "" : figuresOf(sent, policy).trim(),
  };
}

/** A count of each of the two policies; 0 for the one that is missing. */
export type CountRow = [what: string, old: number, now: number];

/** How many bulletins and events each would have sent. */
export function countRows({ before, after, to }: ReplayedDiff): CountRow[] {
  const [old, now] = [before, after].map((one) => one && summarizeReplay(one.runs, one.policy, to));
  const of = (event: AlertEvent): CountRow => [event, old?.events[event] ?? 0, now?.events[event] ?? 0];
  const events = alertEvents.map(of).filter(([, a, b]) => a + b > 0);
  return [["bulletins", old?.bulletins ?? 0, now?.bulletins ?? 0], ...events];
}

/** What has changed in the policy itself. */
export function changesOf({ change, changes, before, after }: SectorDiff): string[] {
  if (change === "new" || change === "removed") {
    const policy = after ?? before;
    return policy === null ? [] : ruleLines(policy);
  }
  return changes === null || before === null || after === null ? [] : changeLines(changes, before, after);
}

/** Over which days it was replayed, or why not. */
export function spanLine({ change, problems, replayed }: SectorDiff): string {
  if (replayed !== null) {
    const { from, to, every, runs } = replayed;
    return `${from} to ${to}, every ${every}: ${counted(runs)} ${noun(runs, "run")}`;
  }
  if (problems.length > 0) return "not replayed";
  return change === "unchanged" ? "nothing to replay" : "not replayed: no stored position has a date";
}

/** `+2`, `-1`, `same`. */
export function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : difference === 0 ? "same" : String(difference);
}
