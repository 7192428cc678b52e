import { isDeepStrictEqual } from "node:util";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import type { BusEvent } from "../../shared/bus/bus-event.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { World } from "./crash-worlds.ts";

/** What stays of a scenario. */
export interface Outcome {
  ledger: Ledger;
  lines: HistoryRecord[];
  /** The ids of bulletins, one for each line of the log that says that it was published. */
  recorded: string[];
  /** The ids of all that was published in the world, in order. */
  sentEver: string[];
  assessments: Assessment[];
  /** What the turn and its repetitions have published. */
  published: Bulletin[];
  /** What they have put on the bus. */
  onBus: BusEvent[];
}

/** What a world had sent at some moment. */
export interface SentBefore {
  published: number;
  onBus: number;
}

/** Which of what was sent goes out twice, by its place among what is sent undisturbed. */
export interface Twice {
  published: ReadonlySet<number>;
  onBus: ReadonlySet<number>;
}

/** What a world holds, and what it has sent since some moment. */
export async function outcomeOf(
  { ports, published, onBus }: World,
  before: SentBefore = { published: 0, onBus: 0 },
): Promise<Outcome> {
  const summaries = await ports.assessments.recent("ai", "9999-12-31", 1000);
  const loaded = await Promise.all(summaries.rows.map((summary) => ports.assessments.load(summary)));
  const { rows: lines, publications } = await ports.history.read("ai");
  const log = eventLog("ai", { history: [], summaries: [], imports: [], publications });
  return {
    ledger: await ports.ledgers.load("ai"),
    recorded: log.flatMap((line) => (line.kind === "publication" ? line.bulletin : [])),
    ...{ lines, sentEver: published.map(({ id }) => id) },
    assessments: loaded.filter((assessment) => assessment !== null),
    published: published.slice(before.published),
    onBus: onBus.slice(before.onBus),
  };
}

/** In what a crashed and repaired scenario is not like the undisturbed one. */
export function differences(expected: Outcome, found: Outcome, twice: Twice): string[] {
  const problems: string[] = [];
  const same = (a: unknown, b: unknown, what: string) => {
    if (!isDeepStrictEqual(a, b)) problems.push(`${what}: ${JSON.stringify(b)}, not ${JSON.stringify(a)}`);
  };
  same([], found.ledger.outbox, "the outbox");
  same(stateOf(expected.ledger), stateOf(found.ledger), "the ledger");
  same(expected.lines.map(undated), found.lines.map(undated), "the history");
  same(expected.assessments, found.assessments, "the assessments");
  problems.push(
    ...publicationProblems(found),
    ...sentProblems(expected.published, found.published, twice.published, (one) => [one.id, one.subject]),
    ...sentProblems(expected.onBus, found.onBus, twice.onBus, ({ detail, type }) => [
      detail.bulletinId,
      type,
    ]),
  );
  return problems;
}

/** What is wrong with what is recorded of publications: each bulletin has at least one, and no more than it was published. */
function publicationProblems({ recorded, sentEver }: Outcome): string[] {
  const times = (ids: string[], id: string) => ids.filter((one) => one === id).length;
  const lost = new Set(sentEver.filter((id) => times(recorded, id) === 0));
  const beyond = new Set(recorded.filter((id) => times(recorded, id) > times(sentEver, id)));
  return [
    ...[...lost].map((id) => `published and not recorded: ${id}`),
    ...[...beyond].map((id) => `recorded more often than published: ${id}`),
  ];
}

/** What is wrong with what was sent on one channel: all of it goes out once, or twice under the same id. */
function sentProblems<Sent>(
  expected: Sent[],
  found: Sent[],
  twice: ReadonlySet<number>,
  namesOf: (sent: Sent) => [bulletinId: string, name: string],
): string[] {
  // All that it says, without the id of its bulletin: that ends with the version of the ledger.
  const newsOf = (sent: Sent) => JSON.stringify(sent).replaceAll(namesOf(sent)[0], "ID");
  const problems: string[] = [];
  const told = Map.groupBy(found, newsOf);
  for (const [index, sent] of expected.entries()) {
    const copies = told.get(newsOf(sent)) ?? [];
    told.delete(newsOf(sent));
    const due = twice.has(index) ? 2 : 1;
    if (copies.length !== due)
      problems.push(`times that "${namesOf(sent)[1]}" was published: ${copies.length}, not ${due}`);
    if (new Set(copies.map((copy) => namesOf(copy)[0])).size > 1) problems.push("published under two ids");
  }
  for (const more of [...told.values()].flat())
    problems.push(`published beyond what happened: ${JSON.stringify(more)}`);
  return problems;
}

/** All that a ledger remembers. A repair writes it more often, so its version and its count are others; the outbox is empty. */
export function stateOf({
  version: _version,
  decisions: _,
  outbox: _outbox,
  ...state
}: Ledger): Partial<Ledger> {
  return state;
}

/**
 * A line without the moment at which it was decided, since a repaired run decides later, and without the version of the ledger,
 * with which the id of its bulletin ends.
 */
function undated({ at: _at, ...line }: HistoryRecord): Partial<HistoryRecord> {
  const { decided } = line;
  if (decided == null) return line;
  return { ...line, decided: { ...decided, bulletin: decided.bulletin?.replace(/-\d+$/, "") ?? null } };
}
