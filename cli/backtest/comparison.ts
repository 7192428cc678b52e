import { type AlertEvent, alertEvents } from "../../shared/alerts/alert.ts";
import { compareReplays, type DayCompared, eventKey } from "../../shared/backtest/difference.ts";
import { type SentEvent, summarizeReplay } from "../../shared/backtest/summary.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { counted } from "../../shared/values/count.ts";
import { columns, pc } from "../terminal/output.ts";
import type { Replayed } from "./json.ts";
import { levelTable } from "./levels.ts";
import { eventLine, figuresOf, headLines, type Span, summaryLine } from "./text.ts";

/** The replay of a changed policy, with the name of its file. */
interface Tried extends Replayed {
  name: string;
}

/** Two policies over the same days, for a terminal: what both would have sent, what only one would, and the totals. */
export function comparisonLines(span: Span, shipped: Replayed, tried: Tried): string[] {
  const days = compareReplays(shipped.runs, tried.runs);
  const ours = summarizeReplay(shipped.runs, shipped.policy, span.to);
  const theirs = summarizeReplay(tried.runs, tried.policy, span.to);
  return [
    ...headLines(span, shipped),
    "",
    `${pc.bold("WHAT WOULD HAVE BEEN SENT")}  = by both   ${pc.red("- only by the shipped policy")}   ${pc.green(`+ only by ${tried.name}`)}`,
    ...(days.length === 0
      ? ["  nothing"]
      : days.flatMap((day) => dayLines(day, shipped.policy, tried.policy))),
    "",
    ...levelTable(
      shipped.runs.map(({ asOf }) => asOf),
      [
        { ...shipped, label: "shipped" },
        { ...tried, label: "tried" },
      ],
      span.to,
    ),
    "",
    ...differenceLines(ours, theirs),
    "",
    `shipped: ${summaryLine(ours)}`,
    `tried:   ${summaryLine(theirs)}`,
  ];
}

function dayLines({ asOf, shipped, tried }: DayCompared, ours: Policy, theirs: Policy): string[] {
  const only = new Set(tried?.only.map(eventKey));
  const shippedEvents = new Map(shipped?.events.map((event) => [eventKey(event), event]));
  const lines = [
    ...(shipped?.only ?? []).map((event) => `${pc.red("-")} ${eventLine(event, ours)}`),
    ...(tried?.events ?? []).flatMap((event) =>
      only.has(eventKey(event))
        ? `${pc.green("+")} ${eventLine(event, theirs)}`
        : sharedLines(event, shippedEvents.get(eventKey(event)), ours, theirs),
    ),
  ];
  return lines.map((line, at) => `  ${at === 0 ? asOf : " ".repeat(asOf.length)}  ${line}`);
}

/** What both send: with the figures of the shipped policy, and below those of the changed one if they differ. */
function sharedLines(
  tried: SentEvent,
  shipped: SentEvent | undefined,
  ours: Policy,
  theirs: Policy,
): string[] {
  const triedFigures = figuresOf(tried, theirs);
  const mark = pc.dim("=");
  if (shipped === undefined || figuresOf(shipped, ours) === triedFigures) {
    return [`${mark} ${eventLine(tried, theirs)}`];
  }
  return [`${mark} ${eventLine(shipped, ours)}`, `  by the tried policy: ${triedFigures.trim()}`];
}

type EventCounts = Record<AlertEvent, number>;

function differenceLines(
  ours: { bulletins: number; events: EventCounts },
  theirs: { bulletins: number; events: EventCounts },
): string[] {
  const kinds = alertEvents.filter((event) => ours.events[event] + theirs.events[event] > 0);
  const rows: [string, number, number][] = [
    ["bulletins", ours.bulletins, theirs.bulletins],
    ...kinds.map<[string, number, number]>((event) => [event, ours.events[event], theirs.events[event]]),
  ];
  const [head = "", ...lines] = columns([
    ["DIFFERENCE", "shipped", "  tried", "difference"],
    ...rows.map(([what, a, b]) => [`  ${what}`, right(a, 7), right(b, 7), signed(b - a).padStart(10)]),
  ]);
  return [pc.bold(head), ...lines];
}

function right(count: number, width: number): string {
  return counted(count).padStart(width);
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : difference === 0 ? "same" : String(difference);
}
