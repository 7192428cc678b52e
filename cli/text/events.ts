import type { LogEvent } from "../../shared/event-log/log-event.ts";
import { type Titles, titleWithCode } from "../../shared/policy/named-group.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { counted } from "../../shared/values/count.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";
import { besideLimit } from "./alerts.ts";
import type { RowForms } from "./row-forms.ts";

/** A line of the event log, and what is called how today. */
export type ListedEvent = LogEvent & {
  /** `undefined` when there is none any more, or it is about none. */
  ruleToday: Rule | undefined;
  /** What items are called, where its rule has an alert for each. */
  titles: Titles;
};

/** The alert that a line is about, and what happened to it; `null` for lines about something else. */
export function subjectOf(
  event: LogEvent,
): { rule: string | null; group: string | null; event: string } | null {
  return "event" in event && "rule" in event ? event : null;
}

export const eventForms: RowForms<ListedEvent> = {
  noun: "event",
  csvColumns: [
    ...["sector", "asOf", "at", "rule", "group", "event", "level", "lower", "upper", "limit", "reason"],
    ...["published", "silence", "acknowledgement", "by", "kind", "finding"],
  ],
  csv: (event) => {
    const subject = subjectOf(event);
    const alert = event.kind === "alert" ? event : null;
    return [
      ...[event.sector, "asOf" in event ? event.asOf : null, event.at, subject?.rule ?? null],
      ...[
        subject?.group ?? null,
        "event" in event ? event.event : null,
        "level" in event ? event.level : null,
      ],
      ...[alert?.observed?.lower ?? null, alert?.observed?.upper ?? null, alert?.limit ?? null],
      ...[whatText(event), alert?.told ?? null, "silence" in event ? event.silence : null],
      ...["acknowledgement" in event ? event.acknowledgement : null, byOf(event), event.kind],
      "finding" in event ? event.finding : null,
    ];
  },
  json: ({ ruleToday: _, titles: __, ...event }) => event,
  heads: ["AS OF", "SECTOR", "EVENT", "LEVEL", "RULE", "GROUP", "VALUE", "TOLD", "REASON"],
  leastImportant: [8, 7, 1, 3],
  shown: (event) => {
    const subject = subjectOf(event);
    return [
      ...["asOf" in event ? event.asOf : event.at.slice(0, 10), event.sector ?? "(operations)"],
      "event" in event ? event.event : event.kind,
      ...[
        "level" in event ? (event.level ?? "") : "",
        subject === null ? "" : oneLine(subject.rule ?? "(the sector)"),
      ],
      ...[
        titleWithCode(subject?.group ?? "", event.titles),
        valueText(event),
        toldText(event),
        reasonText(event),
      ],
    ];
  },
};

function byOf(event: LogEvent): string | null {
  if ("by" in event) return event.by;
  return event.kind === "import" && event.from.via === "command line" ? event.from.by : null;
}

function valueText(event: ListedEvent): string {
  if (event.kind !== "alert" || event.ruleToday === undefined) return "";
  return besideLimit(event.ruleToday, event.observed, event.limit);
}

/** Whether readers were told, or who asked for it. */
function toldText(event: ListedEvent): string {
  if (event.kind === "alert") {
    if (event.told) return "sent";
    return event.silence === null ? "not sent" : "silenced";
  }
  if (event.kind === "finding") return "operations";
  const by = byOf(event);
  if ("by" in event) return `by ${oneLine(by ?? "nobody")}`;
  return by === null ? "" : `by ${oneLine(by)}`;
}

const LONGEST_FINDING = 200;

/** What the watchdog wrote is a sentence of its own. Everything else may be a text from outside. */
function reasonText(event: LogEvent): string {
  return event.kind === "finding" ? lineOf(event.text, LONGEST_FINDING) : oneLine(whatText(event));
}

const LONGEST_FILE = 60;
const SHOWN_OF_HASH = 12;

function whatText(event: LogEvent): string {
  switch (event.kind) {
    case "alert":
    case "silence":
    case "acknowledgement":
      return event.reason;
    case "assessment": {
      const incomplete = event.incomplete ? ", incomplete" : "";
      return `${counted(event.positions)} positions, policy ${event.policyHash.slice(0, SHOWN_OF_HASH)}${incomplete}`;
    }
    case "finding":
      return event.text;
    case "test":
      return `a test message to the topic ${event.topic}: ${event.message}`;
    case "publication":
      return `the bulletin ${event.bulletin}`;
    case "policy": {
      const now = event.policyHash.slice(0, SHOWN_OF_HASH);
      return event.before === null
        ? `the first known: ${now}`
        : `${event.before.slice(0, SHOWN_OF_HASH)} became ${now}`;
    }
    case "import": {
      const { added, changed, removed } = event.rows;
      const end = event.endedAt === null ? ", not ended" : "";
      return `${event.table} ${lineOf(event.file, LONGEST_FILE)}: ${added} added, ${changed} changed, ${removed} removed${end}`;
    }
  }
}
