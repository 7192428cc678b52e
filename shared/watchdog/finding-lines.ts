import type { FindingLine } from "../event-log/watchdog-line.ts";
import { lineOf } from "../values/one-line.ts";
import { LONGEST_TOLD } from "./message.ts";
import type { KnownProblem, WatchNews } from "./watch.ts";

/** What a message has told, as lines of the event log: a finding is new, lasts, or is solved. */
export function findingLines({ found, still, solved }: WatchNews, message: string, at: Date): FindingLine[] {
  const lineFor =
    (event: FindingLine["event"]) =>
    ({ key, sector, since, text }: KnownProblem): FindingLine => ({
      ...{ schemaVersion: 1, sector, at: at.toISOString(), kind: "finding", finding: key, event, since },
      ...{ text: lineOf(text, LONGEST_TOLD), message },
    });
  return [...found.map(lineFor("found")), ...still.map(lineFor("still")), ...solved.map(lineFor("solved"))];
}
