import type { Message } from "../bulletin/message.ts";
import { shortenSubject, toAscii } from "../bulletin/subject-line.ts";
import type { CommandPlace } from "../text/command.ts";
import { wrapped } from "../text/wrapped.ts";
import { fitting } from "../values/fitting.ts";
import type { SectorId } from "../values/identifier.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf, plainText } from "../values/one-line.ts";
import { shortText } from "../values/short-text.ts";
import { MOST_FINDINGS, watchText } from "./text.ts";
import type { KnownProblem, WatchNews } from "./watch.ts";

export interface WatchMessageOptions {
  now: Date;
  /** Ids of bulletins that a run left behind, and that the watchdog has published. */
  published: string[];
  place: CommandPlace;
  chokepoint: string;
}

/** The message for operators after a look; `null` when there is nothing to report. */
export function composeWatchMessage(news: WatchNews, options: WatchMessageOptions): Message | null {
  const shown = shownOf(news);
  const { found, still } = shown;
  const { now, published } = options;
  const lines = subjectLines(news, published);
  const [first] = lines;
  if (first === undefined) return null;
  const more = lines.length === 1 ? "" : ` +${lines.length - 1} more`;
  const id = `watchdog-${now.toISOString()}`;
  const isBad = found.length + still.length > 0;
  return {
    id,
    sectors: [],
    level: isBad ? "warning" : "none",
    worst: "warning",
    events: ["operations"],
    rules: [],
    subject: shortenSubject(toAscii(`[OPERATIONS] ${first}`), more),
    text: plainText(shortText(watchText({ news, shown, id, ...options }))),
    document: {
      schemaVersion: 1,
      kind: "operations",
      id,
      at: now.toISOString(),
      ...listedNews(news, shown, published),
    },
  };
}

const INSTEAD =
  "You get this because nobody has confirmed a subscription to the topic for operations: nobody else would read it.";

/**
 * The same message for all subscribers of alerts, of every sector and level: for when no operator would be
 * told. Behind its first lines it says why.
 */
export function forReaders(message: Message, sectors: SectorId[]): Message {
  const [lead = "", ...others] = message.text.split("\n\n");
  const text = [lead, wrapped(INSTEAD).join("\n"), ...others].join("\n\n");
  return { ...message, sectors, worst: "critical", text };
}

function subjectLines({ found, still, solved }: WatchNews, published: string[]): string[] {
  return [
    ...found.map(({ text }) => text),
    ...still.map(({ text }) => `still: ${text}`),
    ...published.map((id) => `published ${id}, which a run had left behind`),
    ...solved.map(({ text }) => `solved: ${text}`),
  ];
}

/** Long enough for a problem, its reason and what to do. */
export const LONGEST_TOLD = 700;
const LONGEST_PURPOSE = 200;
const LONGEST_FINDING_KEY = 60;
const MOST_BYTES_OF_EACH = 9_000;

/** The listed problems, each on one line: an error text may contain anything. */
function shownOf({ found, still, solved }: WatchNews): WatchNews {
  const shorten = (problems: KnownProblem[]) =>
    problems.slice(0, MOST_FINDINGS).map(({ key, text, commands, ...rest }) => ({
      ...rest,
      key: lineOf(key, LONGEST_FINDING_KEY),
      text: withoutLinks(lineOf(text, LONGEST_TOLD)),
      commands: commands.map(({ purpose, command }) => ({
        purpose: withoutLinks(lineOf(purpose, LONGEST_PURPOSE)),
        command,
      })),
    }));
  return { found: shorten(found), still: shorten(still), solved: shorten(solved) };
}

/** The content for machines, with the number of problems that are not listed. */
function listedNews(news: WatchNews, shown: WatchNews, published: string[]) {
  const found = fitting(shown.found, MOST_BYTES_OF_EACH);
  const still = fitting(shown.still, MOST_BYTES_OF_EACH);
  const solved = fitting(shown.solved, MOST_BYTES_OF_EACH);
  const late = fitting(published, MOST_BYTES_OF_EACH, MOST_FINDINGS);
  const all = [...news.found, ...news.still, ...news.solved, ...published].length;
  const more = all - [...found, ...still, ...solved, ...late].length;
  return { found, still, solved, published: late, more };
}
