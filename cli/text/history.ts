import { type HistoryRecord, isAsked } from "../../shared/alerts/history.ts";
import { type ItemOf, itemNames } from "../../shared/policy/item-names.ts";
import { type Policies, ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { keysText, listUnreadable } from "../../shared/text/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { coloured, columns, indented } from "../terminal/output.ts";
import { besideLimit } from "./alerts.ts";

const INDENT = 4;

/** What happened to the alerts of a sector, for a terminal: one block per alert, oldest line first. */
export function historyLines(history: SectorHistory, policies: Policies, place: CommandPlace): string[] {
  const { sector, rule, events, unreadable } = history;
  const ruleOf = ({ rule }: HistoryRecord) => ruleIn(policies, sector, rule);
  const lost =
    unreadable === undefined
      ? []
      : [
          `  note: items of it that cannot be read: ${unreadable.count}${keysText(unreadable)}; see ${listUnreadable(place)}`,
        ];
  if (events.length === 0) {
    const about = rule === undefined ? "" : ` about ${oneLine(rule)}`;
    const none =
      lost.length === 0
        ? `nothing${about} stands in its history`
        : `nothing${about} can be read of its history`;
    return [`${sector}  ${none}`, ...lost, ""];
  }
  const itemOf = itemNames(wordsIn(policies, sector));
  const byAlert = Map.groupBy(events, ({ rule, group }) => JSON.stringify([rule, group]));
  // A silence that hides an alert may be one of all rules, in another block.
  const silenced = new Map(events.flatMap((one) => (one.event === "silenced" ? [[one.silence, one]] : [])));
  const blocks = [...byAlert.values()].flatMap((records) => {
    const [first] = records;
    if (first === undefined) return [];
    const rows = records.map((record) => row(record, ruleOf(record), silenced));
    return [
      `  ${ruleTitles(first, ruleOf(first), itemOf)}`,
      ...indented(
        columns(rows, INDENT).map((line, at) => inColour(line, records[at])),
        INDENT,
      ),
    ];
  });
  return [sector, ...lost, ...blocks, ""];
}

function ruleTitles({ rule, group }: HistoryRecord, own: Rule | undefined, itemOf: ItemOf): string {
  return rule === null ? "the sector itself" : alertNameToday(own, { rule, group }, itemOf);
}

function row(
  record: HistoryRecord,
  own: Rule | undefined,
  silenced: ReadonlyMap<string | null, HistoryRecord>,
): string[] {
  const { asOf, event, level, reason, published, silence, acknowledgement, by } = record;
  const isAboutHearing = isAsked(event);
  const who = isAboutHearing
    ? `${oneLine(silence ?? acknowledgement ?? "")} by ${oneLine(by ?? "nobody")}`
    : level;
  const told = isAboutHearing || published ? "" : `  (not sent${hiddenBy(silence, silenced)})`;
  return [asOf, event, who, observedText(record, own), oneLine(reason) + told];
}

/** `: silenced until 2026-08-15 by ada`. The line of a silence of an earlier version holds no day, or is not stored any more. */
function hiddenBy(silence: string | null, silenced: ReadonlyMap<string | null, HistoryRecord>): string {
  if (silence === null) return "";
  const { until, by } = silenced.get(silence) ?? {};
  return until == null ? ": silenced" : `: silenced until ${until} by ${oneLine(by ?? "nobody")}`;
}

function observedText({ observed, limit }: HistoryRecord, own: Rule | undefined): string {
  return own === undefined ? "" : besideLimit(own, observed, limit);
}

function inColour(line: string, record: HistoryRecord | undefined): string {
  if (record === undefined) return line;
  const { asOf, event, level } = record;
  const end = asOf.length + 2 + event.length;
  return line.slice(0, asOf.length + 2) + coloured(level, line.slice(asOf.length + 2, end)) + line.slice(end);
}

/** What happened in one sector. */
export interface SectorHistory {
  sector: SectorId;
  /** The one rule that was asked for, by its id or title. */
  rule?: string;
  events: HistoryRecord[];
  /** Items of the history that cannot be read. Their lines are missing here. */
  unreadable?: Unreadable;
}
