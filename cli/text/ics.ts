import { sha256 } from "../../functions/runtime/sha256.ts";
import type { DateAhead } from "../../shared/ahead/date-ahead.ts";
import { dateAheadText } from "../../shared/text/date-ahead.ts";
import { addDays, type Day } from "../../shared/values/day.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import type { SectorAhead } from "./ahead.ts";

// RFC 5545, section 3.1: a line has at most 75 octets, without its end.
const MOST_OCTETS = 75;
const LONGEST_SUMMARY = 2000;
const LINE_END = "\r\n";

/** Dates ahead as a file for calendars (RFC 5545): one all-day event for each, with the same UID whenever it is written. */
export function icsOf(sectors: readonly SectorAhead[], writtenAt: Date): string {
  const stamp = `${writtenAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  const all = sectors.flatMap(({ policy, dates }) =>
    dates.map((one) => [uidOf(one), { policy, one }] as const),
  );
  const events = [...new Map(all)].flatMap(([uid, { policy, one }]) => [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dateOf(one.date)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(one.date, 1))}`,
    `SUMMARY:${escaped(`${policy.label}: ${dateAheadText(one, policy)}`)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Chokepoint//Dates ahead//EN",
    ...events,
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}${LINE_END}`).join("");
}

/** The day of a rule, and that of stale data, may move: then the event moves with it. Other dates are known by their day. */
function uidOf(one: DateAhead): string {
  const { kind, sector, rules, date } = one;
  const movesAlong = kind === "rule-begins" || kind === "rule-ends" || kind === "data-stale";
  const about = "group" in one ? [one.rule, one.group, one.by] : [];
  if (kind === "calendar") return idOf([sector, kind, one.title, one.month]);
  const list = "list" in one ? [one.list] : [];
  const named = movesAlong ? rules : [date, ...list, ...about];
  return idOf([sector, kind, ...named]);
}

function idOf(parts: unknown[]): string {
  return `${sha256(JSON.stringify(parts)).slice(0, 32)}@chokepoint`;
}

function dateOf(day: Day): string {
  return day.replaceAll("-", "");
}

function escaped(text: string): string {
  return lineOf(text, LONGEST_SUMMARY).replaceAll(/[\\;,]/g, (character) => `\\${character}`);
}

/** A line in parts of at most 75 octets: each further one begins with a blank. No character is divided. */
function folded(line: string): string {
  const parts = [""];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      parts.push(" ");
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join(LINE_END);
}
