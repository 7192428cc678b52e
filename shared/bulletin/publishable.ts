import { fitting } from "../values/fitting.ts";
import { shortText } from "../values/short-text.ts";
import type { Deliverable } from "./deliverable.ts";
import { shortenSubject, toAscii } from "./subject-line.ts";

const MOST_EVENTS = 100;
const MOST_EVENT_BYTES = 24_000;

/**
 * Returns the bulletin itself when SNS accepts it, otherwise a shortened one with only the news by rule. It may
 * have been written by an earlier version that did not limit its size.
 */
export function publishable<Sent extends Deliverable>(bulletin: Sent): Sent {
  const events = fitting(bulletin.events, MOST_EVENT_BYTES, MOST_EVENTS);
  const text = shortText(bulletin.text);
  const subject = goodSubject(bulletin);
  const left = bulletin.events.slice(events.length);
  if (left.length === 0 && text === bulletin.text && subject === bulletin.subject) return bulletin;
  return { ...bulletin, events, text, subject, ...unlisted(bulletin, left) };
}

/** How many events are not listed, and their kinds and rules for filter policies. */
function unlisted(
  { moreEvents, unlisted: before }: Deliverable,
  left: Deliverable["events"],
): Pick<Deliverable, "moreEvents" | "unlisted"> {
  if (left.length === 0) return { moreEvents, unlisted: before };
  const events = [...(before?.events ?? []), ...left.map(({ event }) => event)];
  const rules = [...(before?.rules ?? []), ...left.flatMap(({ rule }) => rule ?? [])];
  return {
    moreEvents: moreEvents + left.length,
    unlisted: { events: [...new Set(events)], rules: [...new Set(rules)] },
  };
}

function goodSubject({ subject, level, sector }: Deliverable): string {
  if (isSubject(subject)) return subject;
  const plain = shortenSubject(toAscii(subject).trim(), "");
  return isSubject(plain) ? plain : shortenSubject(toAscii(`[${level.toUpperCase()}] news of ${sector}`), "");
}

/** Whether SNS accepts a subject: 1 to 100 printable ASCII characters, of which the first is not a space. */
function isSubject(subject: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject);
}
