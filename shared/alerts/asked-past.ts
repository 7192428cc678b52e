import type { Level } from "../policy/level.ts";
import { alertKey } from "../policy/level.ts";
import type { Day } from "../values/day.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Silence } from "./silence.ts";

/** What people have asked for: the silences and acknowledgements of a sector. */
export interface Asked {
  silences: readonly Silence[];
  acknowledgements: readonly Acknowledgement[];
}

/** A line of the history, or of the event log. Only those about silences and acknowledgements matter here. */
export interface AskedLine {
  at: string;
  rule: string | null;
  group: string | null;
  event: string;
  level?: Level;
  silence?: string | null;
  acknowledgement?: string | undefined;
  by?: string | null;
  until?: Day | null | undefined;
  why?: string | undefined;
}

/**
 * The silences and acknowledgements after some lines, in the order in which they were asked for. Lines of earlier versions hold
 * neither a day nor words: of those, what is in `standing` is known.
 */
export function askedAfter(lines: readonly AskedLine[], standing: Asked): Asked {
  const silences = new Map<string, Silence>();
  const acknowledgements = new Map<string, Acknowledgement>();
  for (const line of lines) {
    const { event, silence, acknowledgement } = line;
    if (event === "silenced" || event === "lifted") silences.delete(silence ?? "");
    if (event === "silenced") {
      const found = silenceOf(line) ?? standing.silences.find(({ id }) => id === silence);
      if (found !== undefined) silences.set(found.id, found);
    }
    if (event !== "acknowledged" && event !== "unacknowledged") continue;
    const key = alertKey({ rule: line.rule ?? "", group: line.group });
    // The end of one that another one has replaced is no end of that other one.
    if (event === "unacknowledged" && acknowledgements.get(key)?.id !== acknowledgement) continue;
    acknowledgements.delete(key);
    if (event === "unacknowledged") continue;
    const isMeant = (one: Acknowledgement) => one.id === acknowledgement && alertKey(one) === key;
    const found = acknowledgementOfLine(line) ?? standing.acknowledgements.find(isMeant);
    if (found !== undefined) acknowledgements.set(key, found);
  }
  return { silences: [...silences.values()], acknowledgements: [...acknowledgements.values()] };
}

function silenceOf({ silence, rule, group, until, by, why, at }: AskedLine): Silence | undefined {
  if (silence == null || until == null || by == null || why === undefined) return undefined;
  return { id: silence, rule, group, until, by, reason: why, since: at };
}

function acknowledgementOfLine(line: AskedLine): Acknowledgement | undefined {
  const { acknowledgement: id, rule, group, level, until, by, why, at } = line;
  if (id === undefined || rule === null || level === undefined || level === "none") return undefined;
  if (until === undefined || by == null || why === undefined) return undefined;
  return { id, rule, group, level, until, by, reason: why, since: at };
}
