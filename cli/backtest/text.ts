import type { AlertEvent } from "../../shared/alerts/alert.ts";
import type { ReplayRun } from "../../shared/backtest/replay.ts";
import {
  eventsSent,
  type ReplaySummary,
  type SentEvent,
  summarizeReplay,
} from "../../shared/backtest/summary.ts";
import { itemNames } from "../../shared/policy/item-names.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import { refusedLine } from "../../shared/text/refused.ts";
import { counted, noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { coloured, pc } from "../terminal/output.ts";
import { cutTo } from "../terminal/seen-width.ts";
import { lineWidth } from "../terminal/width.ts";
import { besideLimit, illustrativeMark } from "../text/alerts.ts";
import type { Replayed } from "./json.ts";
import { levelTable } from "./levels.ts";

/** The options of a backtest, as the user wrote them. */
export interface Span {
  sector: SectorId;
  from: string;
  to: string;
  every: string;
}

/** The width of an e-mail. */
export const WIDTH = 100;

/** Where lines are cut: at the width of an e-mail, or of a terminal that is narrower. */
function cutWidth(): number {
  return Math.min(WIDTH, lineWidth() ?? WIDTH);
}

/** A backtest for a terminal: what would have been sent, the levels of each rule, and the totals. */
export function backtestLines(span: Span, { policy, runs }: Replayed): string[] {
  const sent = runs.filter(({ bulletin }) => bulletin !== null);
  return [
    ...headLines(span, { policy, runs }),
    "",
    pc.bold("WHAT WOULD HAVE BEEN SENT"),
    ...(sent.length === 0 ? ["  nothing"] : sent.flatMap((run) => bulletinLines(run, policy))),
    "",
    ...levelTable(
      runs.map(({ asOf }) => asOf),
      [{ label: "", policy, runs }],
      span.to,
    ),
    "",
    summaryLine(summarizeReplay(runs, policy, span.to)),
  ];
}

/** What is replayed, and what the reader must know about it. */
export function headLines({ sector, from, to, every }: Span, { policy: { unit }, runs }: Replayed): string[] {
  const illustrative = Math.max(0, ...runs.map((run) => run.illustrative));
  const refused = runs.find((run) => run.refused !== undefined)?.refused;
  const lacks = [
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...(runs.some(({ unreadable }) => unreadable > 0) ? ["Some stored rows could not be read."] : []),
  ];
  const incomplete = runs.some((run) => run.incomplete)
    ? [
        ...lacks,
        "Some runs are incomplete: alerts may be raised and worsen in them, none may ease or resolve.",
      ]
    : [];
  return [
    `${pc.bold(sector)}  ${from} to ${to}, every ${every}${illustrativeMark(illustrative)}`,
    pc.dim("Positions are those of each day; suppliers and links are as they are today. No silences."),
    ...incomplete,
  ];
}

function bulletinLines(run: ReplayRun, policy: Policy): string[] {
  const { asOf, bulletin } = run;
  if (bulletin === null) return [];
  const events = eventsSent(run);
  const isReminder = events.every(({ event }) => event === "reminder");
  const head = `  ${asOf}  `;
  const subject = cutTo(bulletin.subject, cutWidth() - head.length);
  const end = subject.indexOf("]") + 1;
  const tag = coloured(bulletin.level, subject.slice(0, end));
  const line = isReminder ? pc.dim(head + subject) : head + tag + subject.slice(end);
  const details = isReminder || events.length === 1 ? [] : events.map((event) => eventLine(event, policy));
  return [line, ...details.map((detail) => " ".repeat(head.length) + detail)];
}

const EVENT_WIDTH = 9;
const LEVEL_WIDTH = 8;
const HEAD_WIDTH = 14;
const SHORTEST_TITLE = 8;

/** One event on a line: what happened, its level, its rule, and what was observed beside its limit. */
export function eventLine(sent: SentEvent, policy: Policy): string {
  const { event, level } = sent;
  const figures = figuresOf(sent, policy);
  const what = `${event.padEnd(EVENT_WIDTH)}  ${(level === "none" ? "" : level).padEnd(LEVEL_WIDTH)}`;
  const name = alertWithin(sent, policy, cutWidth() - HEAD_WIDTH - what.length - 2 - figures.length);
  return `${coloured(event === "no-data" ? "no-data" : level, what)}  ${name}${figures}`;
}

/** What was observed, and the limit; of what ended without being observed, why. Nothing otherwise. */
export function figuresOf({ rule, event, observed, limit, reason }: SentEvent, policy: Policy): string {
  const own = policy.rules.find(({ id }) => id === rule);
  const isClosed = event === "resolved" && observed === null;
  const text = own === undefined ? "" : isClosed ? reason : besideLimit(own, observed, limit);
  return text === "" ? "" : `  ${text}`;
}

/** Title and id of the alert. Where there is not enough room, an item has its code alone, and then the title of the rule is cut. */
function alertWithin({ rule, group }: SentEvent, policy: Policy, room: number): string {
  if (rule === null) return "the sector";
  const own = policy.rules.find(({ id }) => id === rule);
  const id = ` [${rule}]`;
  const whole = alertNameToday(own, { rule, group }, itemNames(policy));
  // On a narrow terminal the line is broken instead.
  if (cutWidth() < WIDTH || whole.length <= room) return whole;
  const short = alertNameToday(own, { rule, group }, (item) => item);
  if (own === undefined || short.length <= room) return cutLine(short, room);
  const groupAndId = short.slice(oneLine(own.title).length);
  const end = groupAndId.length + SHORTEST_TITLE <= room ? groupAndId : id;
  return cutLine(short, Math.max(room, end.length + 2), end);
}

/** All of a backtest in one sentence. */
export function summaryLine({ runs, bulletins, events, days, daysWithoutData }: ReplaySummary): string {
  const told = (Object.entries(events) as [AlertEvent, number][]).filter(([, count]) => count > 0);
  const list = told.map(([event, count]) => `${count} ${event}`).join(", ");
  const blind =
    daysWithoutData === 0 ? "" : `; no data on ${counted(daysWithoutData)} of ${counted(days)} days`;
  return `${plural(runs, "run")}, ${plural(bulletins, "bulletin")}${list === "" ? "" : `: ${list}`}${blind}`;
}

/** `1 run`, `2,000 runs`. */
function plural(count: number, one: string): string {
  return `${counted(count)} ${noun(count, one)}`;
}

/** A line of at most the full width: a longer one loses text before its `end`. */
function cutLine(line: string, width: number, end = ""): string {
  return line.length <= width ? line : `${cutTo(line, Math.max(1, width - end.length))}${end}`;
}
