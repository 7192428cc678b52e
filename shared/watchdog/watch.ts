import * as z from "zod";
import type { FindingLine } from "../event-log/watchdog-line.ts";
import type { ProposedCommand } from "../text/command.ts";
import { HOUR_MS } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";

/** A problem of the monitoring itself, as one look found it. */
export interface Finding {
  /** Identifies the problem between looks. */
  key: string;
  /** The part of the look that found it. When this part fails, the problem is not taken as solved. */
  look: string;
  /** The sector that it is about; `null` when it is about none, or about several. */
  sector: SectorId | null;
  text: string;
  /** What can be done about it on a command line. */
  commands?: ProposedCommand[];
  /** How long the problem may last before it is reported: a deployment needs some time to be complete. */
  graceHours: number;
}

/** What a part of the look finds. Without a sector, it is about that of its part. */
export type Found = Omit<Finding, "look" | "sector"> & { sector?: SectorId };

const problemSchema = z.strictObject({
  key: z.string(),
  look: z.string(),
  text: z.string(),
  since: z.iso.datetime(),
  /** When operators were last told; `null` until they are told for the first time. */
  toldAt: z.iso.datetime().nullable(),
});
export interface WatchedProblem extends z.infer<typeof problemSchema> {
  /** `null` also where an earlier version remembered it. */
  sector: SectorId | null;
}

/** A problem and what can be done about it. What is solved, or was not looked at, has no commands. */
export interface KnownProblem extends WatchedProblem {
  commands: ProposedCommand[];
}

/** The watchdog's memory of its last look, without what `watch-notes.ts` stores apart. */
const watchSchema = z.strictObject({
  version: z.int().nonnegative(),
  problems: z.array(problemSchema),
});
export type StoredWatch = z.infer<typeof watchSchema>;

/** The watchdog's memory of its last look. */
export interface Watch {
  version: number;
  problems: WatchedProblem[];
  /** Lines about what was told that are not yet in the event log. */
  unrecorded: FindingLine[];
}

/** The stored form of the watchdog's memory. */
export const watchForm: StoredForm<StoredWatch> = { version: 1, schema: watchSchema };

/** The watchdog's memory before its first look. */
export const emptyWatch: Watch = { version: 0, problems: [], unrecorded: [] };

/** What operators must be told after a look. */
export interface WatchNews {
  found: KnownProblem[];
  still: KnownProblem[];
  solved: KnownProblem[];
}

/** Operators are told again of a lasting problem after this many hours. */
const REMIND_HOURS = 24;

/**
 * Compares what a look found with the memory. A new problem is reported when its grace time is over, a lasting
 * one once a day, and a solved one once, unless the part of the look that would see it has failed. `began` is when the look began: what
 * another one has found since then is not solved by it.
 */
export function decideWatch(
  previous: Watch,
  findings: Finding[],
  failedLooks: ReadonlySet<string>,
  now: Date,
  began: Date = now,
): { next: Watch; news: WatchNews; problems: KnownProblem[] } {
  const news: WatchNews = { found: [], still: [], solved: [] };
  const known = new Map(previous.problems.map((problem) => [problem.key, problem]));
  const standing = findings.map(({ key, look, sector, text, commands = [], graceHours }) => {
    const before = known.get(key);
    known.delete(key);
    const problem = {
      key,
      look,
      text,
      since: before?.since ?? began.toISOString(),
      toldAt: before?.toldAt ?? null,
      sector,
    };
    const list = listFor(problem, graceHours, now);
    if (list === null) return { ...problem, commands };
    const told = { ...problem, toldAt: now.toISOString(), commands };
    news[list].push(told);
    return told;
  });
  const others = [...known.values()].map((problem) => ({ ...problem, commands: [] }));
  const isUnseen = ({ look, since }: WatchedProblem) =>
    failedLooks.has(look) || Date.parse(since) > began.getTime();
  const unseen = others.filter(isUnseen);
  const gone = others.filter((problem) => !isUnseen(problem));
  news.solved.push(...gone.filter(({ toldAt }) => toldAt !== null));
  const problems = [...standing, ...unseen];
  // Commands are made anew by each look: what is remembered is only what tells problems apart.
  const remembered = problems.map(({ commands: _, ...problem }) => problem);
  const { version, unrecorded } = previous;
  return { next: { version: version + 1, problems: remembered, unrecorded }, news, problems };
}

function listFor({ since, toldAt }: WatchedProblem, graceHours: number, now: Date): "found" | "still" | null {
  const hoursSince = (instant: string) => (now.getTime() - Date.parse(instant)) / HOUR_MS;
  if (toldAt === null) return hoursSince(since) >= graceHours ? "found" : null;
  return hoursSince(toldAt) >= REMIND_HOURS ? "still" : null;
}
