import { wrapped } from "../text/wrapped.ts";
import { momentText } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import { plainText } from "../values/one-line.ts";
import type { Deliverable } from "./deliverable.ts";

/** A message for a topic: a text for people, a document for machines, and attributes for filter policies. */
export interface Message {
  /** The same whenever the message is sent again, so that machines can drop it. */
  id: string;
  /** The sectors that it is about: one for a bulletin, several for a digest. */
  sectors: SectorId[];
  level: string;
  /**
   * The worst level in it, before or after each event, so that a subscriber who was told of an alert is also
   * told of its end.
   */
  worst: string;
  events: string[];
  rules: string[];
  /** Printable ASCII, at most 100 characters. */
  subject: string;
  text: string;
  /** The JSON document for machines. */
  document: unknown;
}

/** A bulletin as a message. With `decidedAt`, another run decided it, and the text says so. */
export function messageOf(bulletin: Deliverable, decidedAt: string | null = null): Message {
  const { id, sector, level, worst, events, unlisted, subject, text } = bulletin;
  return {
    id,
    sectors: [sector],
    level,
    worst,
    events: [...new Set([...events.map(({ event }) => event), ...(unlisted?.events ?? [])])],
    rules: [...new Set([...events.flatMap(({ rule }) => rule ?? []), ...(unlisted?.rules ?? [])])],
    subject,
    text: plainText(decidedAt === null ? text : `${wrapped(lateLine(decidedAt)).join("\n")}\n\n${text}`),
    document: bulletin,
  };
}

/** Later news may have been sent before it, because the run that decided it could not send it. */
function lateLine(decidedAt: string): string {
  return `SENT LATE: decided on ${momentText(decidedAt)}. Newer news may have reached you before.`;
}
