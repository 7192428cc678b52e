import * as z from "zod";
import type { StoredForm } from "../values/stored.ts";

/** Something that is wrong with the watching itself, as one look finds it. */
export interface Finding {
  /** Tells it apart from others, and from itself once it is over. */
  key: string;
  /** Which part of the look it came from: what a failed look cannot see, it does not take as solved. */
  look: string;
  text: string;
  /** For how long it may stand before it is worth telling: a deployment needs a while to be complete. */
  graceHours: number;
}

const problemSchema = z.strictObject({
  key: z.string(),
  look: z.string(),
  text: z.string(),
  since: z.iso.datetime(),
  /** When the operators were last told; `null` while it is not worth telling. */
  toldAt: z.iso.datetime().nullable(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What the watchdog remembers from its last look. */
export const watchSchema = z.strictObject({
  version: z.int().nonnegative(),
  problems: z.array(problemSchema),
});
export type Watch = z.infer<typeof watchSchema>;

/** What the watchdog remembers, as it is stored. */
export const watchForm: StoredForm<Watch> = { version: 1, schema: watchSchema };

/** What the watchdog remembers before its first look. */
export const emptyWatch: Watch = { version: 0, problems: [] };

/** What operators are to be told after a look. */
export interface WatchNews {
  found: Problem[];
  still: Problem[];
  solved: Problem[];
}

const HOUR_MS = 60 * 60 * 1000;
/** After how many hours operators are told again of a problem that stands. */
const REMIND_HOURS = 24;

/**
 * Compares what a look found with what was known: new problems are told once their grace is over, standing ones once a
 * day, and solved ones once, unless the look that would see them has failed.
 */
export function decideWatch(
  previous: Watch,
  findings: Finding[],
  failedLooks: ReadonlySet<string>,
  now: Date,
): { next: Watch; news: WatchNews } {
  const news: WatchNews = { found: [], still: [], solved: [] };
  const known = new Map(previous.problems.map((problem) => [problem.key, problem]));
  const standing = findings.map(({ key, look, text, graceHours }) => {
    const before = known.get(key);
    known.delete(key);
    const problem = {
      key,
      look,
      text,
      since: before?.since ?? now.toISOString(),
      toldAt: before?.toldAt ?? null,
    };
    const list = listFor(problem, graceHours, now);
    if (list === null) return problem;
    const told = { ...problem, toldAt: now.toISOString() };
    news[list].push(told);
    return told;
  });
  const unseen = [...known.values()].filter(({ look }) => failedLooks.has(look));
  const gone = [...known.values()].filter(({ look }) => !failedLooks.has(look));
  news.solved.push(...gone.filter(({ toldAt }) => toldAt !== null));
  return { next: { version: previous.version + 1, problems: [...standing, ...unseen] }, news };
}

function listFor({ since, toldAt }: Problem, graceHours: number, now: Date): "found" | "still" | null {
  const hoursSince = (instant: string) => (now.getTime() - Date.parse(instant)) / HOUR_MS;
  if (toldAt === null) return hoursSince(since) >= graceHours ? "found" : null;
  return hoursSince(toldAt) >= REMIND_HOURS ? "still" : null;
}
