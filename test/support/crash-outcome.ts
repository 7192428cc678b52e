import { isDeepStrictEqual } from "node:util";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { World } from "./crash-worlds.ts";

/** What stays of a scenario. */
export interface Outcome {
  ledger: Ledger;
  lines: HistoryRecord[];
  assessments: Assessment[];
  /** What the turn and its repetitions have published. */
  published: Bulletin[];
}

/** What a world holds, and what it has published beyond the first so many bulletins. */
export async function outcomeOf({ ports, published }: World, before = 0): Promise<Outcome> {
  const summaries = await ports.assessments.recent("ai", "9999-12-31", 1000);
  const loaded = await Promise.all(summaries.rows.map((summary) => ports.assessments.load(summary)));
  return {
    ledger: await ports.ledgers.load("ai"),
    lines: (await ports.history.read("ai")).rows,
    assessments: loaded.filter((assessment) => assessment !== null),
    published: published.slice(before),
  };
}

/** In what a crashed and repaired scenario is not like the undisturbed one. */
export function differences(expected: Outcome, found: Outcome, twice: Set<number>): string[] {
  const problems: string[] = [];
  const same = (a: unknown, b: unknown, what: string) => {
    if (!isDeepStrictEqual(a, b)) problems.push(`${what}: ${JSON.stringify(b)}, not ${JSON.stringify(a)}`);
  };
  same([], found.ledger.outbox, "the outbox");
  same(stateOf(expected.ledger), stateOf(found.ledger), "the ledger");
  same(expected.lines.map(undated), found.lines.map(undated), "the history");
  same(expected.assessments, found.assessments, "the assessments");
  const told = Map.groupBy(found.published, newsOf);
  for (const [index, bulletin] of expected.published.entries()) {
    const copies = told.get(newsOf(bulletin)) ?? [];
    told.delete(newsOf(bulletin));
    same(twice.has(index) ? 2 : 1, copies.length, `times that "${bulletin.subject}" was published`);
    if (new Set(copies.map(({ id }) => id)).size > 1) problems.push("published under two ids");
  }
  same([], [...told.values()].flat(), "published beyond what happened");
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

/** A line without the moment at which it was decided: a repaired run decides later. */
function undated({ at: _at, ...line }: HistoryRecord): Partial<HistoryRecord> {
  return line;
}

/** All that a bulletin says, without its id: that ends with the version of the ledger. */
function newsOf(bulletin: Bulletin): string {
  return JSON.stringify(bulletin).replaceAll(bulletin.id, "ID");
}
