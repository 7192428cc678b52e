import type { Message } from "./message.ts";
import { shortenSubject, toAscii } from "./subject.ts";
import type { Problem, WatchNews } from "./watch.ts";

export interface WatchMessageOptions {
  now: Date;
  /** Ids of bulletins that a run had left behind, and the watchdog has published. */
  published: string[];
  stack: string | null;
  chokepoint: string;
}

/** What operators are sent after a look, or `null` when there is nothing to tell. */
export function composeWatchMessage(news: WatchNews, options: WatchMessageOptions): Message | null {
  const { found, still, solved } = news;
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
    text: textOf(news, options, id),
    document: {
      schemaVersion: 1,
      kind: "operations",
      id,
      at: now.toISOString(),
      found,
      still,
      solved,
      published,
    },
  };
}

function subjectLines({ found, still, solved }: WatchNews, published: string[]): string[] {
  return [
    ...found.map(({ text }) => text),
    ...still.map(({ text }) => `still: ${text}`),
    ...published.map((id) => `published ${id}, which a run had left behind`),
    ...solved.map(({ text }) => `solved: ${text}`),
  ];
}

function textOf({ found, still, solved }: WatchNews, options: WatchMessageOptions, id: string): string {
  const { published, stack, chokepoint } = options;
  const target = stack === null ? "" : ` --stack ${stack}`;
  const since = (problem: Problem) => `  ${problem.text} (since ${problem.since.slice(0, 16)}Z)`;
  const late = published.map((bulletin) => `  ${bulletin}`);
  const sections = [
    ["NEW", ...found.map(({ text }) => `  ${text}`)],
    ["STILL", ...still.map(since)],
    ["PUBLISHED LATE: a run had stopped before it sent these", ...late],
    ["SOLVED", ...solved.map(since)],
    ["NEXT", `  npx chokepoint watchdog${target}`, `  npx chokepoint alerts${target}`],
    [`${id}\nchokepoint ${chokepoint}`],
  ];
  const shown = sections.filter(([title, ...lines]) => lines.length > 0 || title?.startsWith("watchdog-"));
  return `${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
