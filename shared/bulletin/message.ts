import { plainText } from "../values/one-line.ts";
import type { Deliverable } from "./deliverable.ts";

/** What goes to a topic: a text for people, a document for machines, and what filter policies can ask for. */
export interface Message {
  /** The same whenever the same is sent again, so that machines can drop it. */
  id: string;
  /** What it is about: one sector in a bulletin, several in a digest. */
  sectors: string[];
  level: string;
  /** The worst level in it, before or after what happened: whoever was told of an alert is also told of its end. */
  worst: string;
  events: string[];
  rules: string[];
  /** Printable ASCII, at most 100 characters. */
  subject: string;
  text: string;
  /** What machines receive, as JSON. */
  document: unknown;
}

/** A bulletin as it is sent; with `decidedAt` by another run than the one that decided it, which is said. */
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
    text: plainText(decidedAt === null ? text : `${lateLine(decidedAt)}\n\n${text}`),
    document: bulletin,
  };
}

/** What came later may have been sent before it: the run that decided it could not send it. */
function lateLine(decidedAt: string): string {
  return `SENT LATE: decided on ${decidedAt.slice(0, 16).replace("T", " ")} UTC. Newer news may have reached you before.`;
}
