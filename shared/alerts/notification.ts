import { daysBetween } from "../values/day.ts";
import type { Alert, RuleEvent } from "./alert.ts";
import type { Silence } from "./silence.ts";
import { type Reason, type Turn, transition } from "./transition.ts";

/** A turn, and what readers are to be told of it. */
export interface Announcement {
  /** The alert to remember; `null` for none. */
  next: Alert | null;
  /** What happened to the alert in this run. */
  event: RuleEvent | null;
  /** What its readers are to be told: the same, unless a silence hides it, or has hidden what happened before. */
  announced: RuleEvent | null;
  reason: Reason;
}

/** Who hears of an alert in a run. */
export interface Hearing {
  asOf: string;
  silence: Silence | null;
  /** Without it, nothing good is told: what is known may be too little. */
  isSure: boolean;
  /** After how many days readers are told again; `null` for never. */
  remindEveryDays: number | null;
  /** Whether what is only possible makes no message of its own. */
  isQuiet: boolean;
}

/**
 * Tells readers what has changed since they were last told, unless a silence hides it: what happened in this run, and
 * what happened while a silence lasted that is over now. An alert that is over, and known to be, is forgotten.
 */
export function announce({ state, event, reason }: Turn, hearing: Hearing): Announcement {
  if (state === null) return { next: null, event, announced: null, reason };
  const announced = hearing.silence === null ? newsFor(state, hearing) : null;
  const { level } = state;
  const { limits, observed } = state;
  const news = level === "none" ? null : { level, asOf: hearing.asOf, limits, observed };
  const told = announced === null ? state.told : news;
  const isForgotten = level === "none" && state.crossings === 0 && told === null;
  const next = isForgotten ? null : { ...state, told, hidden: hearing.silence !== null };
  const isTheRunsOwn = announced === null || (event !== null && announced !== "reminder");
  return {
    next,
    event,
    announced,
    reason: isTheRunsOwn
      ? ownReason(state, event, reason, hearing)
      : lateReason(announced, reason, state.hidden),
  };
}

/** Why an alert is closed without having come back inside its limits. */
const ENDINGS: ReadonlySet<Reason> = new Set<Reason>([
  "the rule has left the policy",
  "its group has left the sector",
  "the rule is over",
]);

function ownReason({ level }: Alert, event: RuleEvent | null, reason: Reason, { isQuiet }: Hearing): Reason {
  const isKept = isQuiet && event === "raised" && level === "possible";
  return isKept ? "only possible, which its rule keeps quiet" : reason;
}

/** What is told without having happened in this run: a reminder, or what a silence has hidden. */
function lateReason(announced: RuleEvent, reason: Reason, wasHidden: boolean): Reason {
  if (announced === "reminder") return wasHidden ? "its silence is over" : "still firing";
  return ENDINGS.has(reason) ? reason : "its silence is over";
}

function newsFor({ level, told, crossings, hidden }: Alert, hearing: Hearing): RuleEvent | null {
  // Runs beyond a limit have begun: whether they are enough is to be seen first.
  if (crossings > 0) return null;
  // That it was worse before, and that it is over, is told.
  if (hearing.isQuiet && level === "possible" && (told === null || told.level === level)) return null;
  const change = transition(told?.level ?? "none", level);
  if (change === "eased" || change === "resolved") return hearing.isSure ? change : null;
  const { asOf, remindEveryDays } = hearing;
  if (change !== null || told === null) return change;
  // Whoever asked not to hear of it for a while hears that it still fires.
  if (hidden) return "reminder";
  if (remindEveryDays === null) return null;
  return daysBetween(told.asOf, asOf) >= remindEveryDays ? "reminder" : null;
}
