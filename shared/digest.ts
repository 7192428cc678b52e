import { worse } from "./alert.ts";
import { digestText } from "./digest-text.ts";
import { fitting } from "./fitting.ts";
import type { Message } from "./message.ts";
import { type DigestInput, digestOf, type SectorDigest } from "./sector-digest.ts";
import { shortenSubject, toAscii } from "./subject.ts";

export interface DigestOptions {
  today: string;
  /** The deployed stack that the commands in the text should name, if any. */
  stack: string | null;
  version: string;
}

/** One calm message about several sectors: measures, trend, open alerts, and how old the data is. */
export function composeDigest(inputs: DigestInput[], options: DigestOptions): Message {
  const sectors = inputs.map((input) => digestOf(input, options.today));
  const id = `digest-${options.today}`;
  return {
    id,
    sectors: sectors.map(({ policy }) => policy.sector),
    // It pages nobody, whatever stands in it.
    level: "none",
    worst: "none",
    events: ["digest"],
    rules: [],
    subject: subjectOf(sectors),
    text: digestText(sectors, options),
    document: {
      schemaVersion: 1,
      kind: "digest",
      id,
      asOf: options.today,
      sectors: sectors.map((sector) => documentOf(sector, MOST_BYTES / sectors.length)),
    },
  };
}

/** `[DIGEST] 9 alerts open, worst critical: AI 4, Defense 5`. */
function subjectOf(sectors: SectorDigest[]): string {
  const open = sectors.flatMap((sector) => sector.open);
  const worst = open.map(({ level }) => level).reduce(worse, "none");
  const hasUnread = sectors.some(({ problem }) => problem !== null);
  const count = `${open.length}${hasUnread ? " or more" : ""} alert${open.length === 1 && !hasUnread ? "" : "s"} open, worst ${hasUnread ? "known " : ""}${worst}`;
  const parts = sectors.map(({ policy: { label }, open: own, problem, newest, noDataSince }) => {
    if (problem !== null) return `${label} not readable`;
    if (newest === null) return `${label} not assessed`;
    return noDataSince === null ? `${label} ${own.length}` : `${label} no data`;
  });
  const none = hasUnread ? "no alert is known to be open" : "no alert is open";
  const state = open.length === 0 ? none : count;
  return shortenSubject(toAscii(`[DIGEST] ${state}: ${parts.join(", ")}`), "");
}

// SNS takes 256 KB, with a copy for each kind of machine.
const MOST_BYTES = 60_000;

/** A sector for machines. Alerts, rules and silences for which there is no room are counted. */
function documentOf({ policy, trend, ...sector }: SectorDigest, mostBytes: number): unknown {
  const { newest, ...rest } = sector;
  const open = fitting(sector.open, mostBytes / 2);
  const silences = fitting(sector.silences, mostBytes / 4);
  const rules = fitting(newest?.rules ?? [], mostBytes / 4);
  const more = {
    open: sector.open.length - open.length,
    silences: sector.silences.length - silences.length,
    rules: (newest?.rules.length ?? 0) - rules.length,
  };
  const assessment = newest && { ...newest, rules };
  return { sector: policy.sector, assessment, ...rest, open, silences, more };
}
