import { type AlertEvent, alertEvents } from "../../shared/alerts/alert.ts";
import { compareReplays, type DayCompared, eventKey } from "../../shared/backtest/difference.ts";
import { type SentEvent, summarizeReplay } from "../../shared/backtest/summary.ts";
import { counted } from "../../shared/values/count.ts";
import { columns, pc } from "../terminal/output.ts";
import { signed } from "./diff-rows.ts";
import type { Replayed } from "./json.ts";
import { levelTable } from "./levels.ts";
import { eventLine, figuresOf, headLines, type Span, summaryLine } from "./text.ts";

/** The replay of one of two policies: a word that marks its lines, and what it is called in a sentence. */
export interface Compared extends Replayed {
  label: string;
  name: string;
}

/** Two policies over the same days, for a terminal: what both would have sent, what only one would, and the totals. */
export function comparisonLines(span: Span, before: Compared, after: Compared): string[] {
  const days = compareReplays(before.runs, after.runs);
  const ours = summarizeReplay(before.runs, before.policy, span.to);
  const theirs = summarizeReplay(after.runs, after.policy, span.to);
  const width = Math.max(before.label.length, after.label.length) + 1;
  return [
    ...headLines(span, before),
    "",
    `${pc.bold("WHAT WOULD HAVE BEEN SENT")}  = by both   ${pc.red(`- only by ${before.name}`)}   ${pc.green(`+ only by ${after.name}`)}`,
    ...(days.length === 0 ? ["  nothing"] : days.flatMap((day) => dayLines(day, before, after))),
    "",
    ...levelTable(
      before.runs.map(({ asOf }) => asOf),
      [before, after],
      span.to,
    ),
    "",
    ...differenceLines([before.label, after.label], ours, theirs),
    "",
    `${`${before.label}:`.padEnd(width)} ${summaryLine(ours)}`,
    `${`${after.label}:`.padEnd(width)} ${summaryLine(theirs)}`,
  ];
}

function dayLines({ asOf, shipped, tried }: DayCompared, before: Compared, after: Compared): string[] {
  const [ours, theirs] = [before.policy, after.policy];
  const only = new Set(tried?.only.map(eventKey));
  const shippedEvents = new Map(shipped?.events.map((event) => [eventKey(event), event]));
  const lines = [
    ...(shipped?.only ?? []).map((event) => `${pc.red("-")} ${eventLine(event, ours)}`),
    ...(tried?.events ?? []).flatMap((event) =>
      only.has(eventKey(event))
        ? `${pc.green("+")} ${eventLine(event, theirs)}`
        : sharedLines(event, shippedEvents.get(eventKey(event)), before, after),
    ),
  ];
  return lines.map((line, at) => `  ${at === 0 ? asOf : " ".repeat(asOf.length)}  ${line}`);
}

/** What both send: with the figures of the first policy, and below those of the other one if they differ. */
function sharedLines(
  tried: SentEvent,
  shipped: SentEvent | undefined,
  { policy: ours }: Compared,
  { policy: theirs, label }: Compared,
): string[] {
  const triedFigures = figuresOf(tried, theirs);
  const mark = pc.dim("=");
  if (shipped === undefined || figuresOf(shipped, ours) === triedFigures) {
    return [`${mark} ${eventLine(tried, theirs)}`];
  }
  return [`${mark} ${eventLine(shipped, ours)}`, `  by the ${label} policy: ${triedFigures.trim()}`];
}

type EventCounts = Record<AlertEvent, number>;

function differenceLines(
  labels: [string, string],
  ours: { bulletins: number; events: EventCounts },
  theirs: { bulletins: number; events: EventCounts },
): string[] {
  const kinds = alertEvents.filter((event) => ours.events[event] + theirs.events[event] > 0);
  const rows: [string, number, number][] = [
    ["bulletins", ours.bulletins, theirs.bulletins],
    ...kinds.map<[string, number, number]>((event) => [event, ours.events[event], theirs.events[event]]),
  ];
  const [head = "", ...lines] = columns([
    ["DIFFERENCE", ...labels.map((label) => label.padStart(7)), "difference"],
    ...rows.map(([what, a, b]) => [`  ${what}`, right(a, 7), right(b, 7), signed(b - a).padStart(10)]),
  ]);
  return [pc.bold(head), ...lines];
}

function right(count: number, width: number): string {
  return counted(count).padStart(width);
}
