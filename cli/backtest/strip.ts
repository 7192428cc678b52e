import type { Reason } from "../../shared/alerts/reason.ts";
import type { ReplayRun } from "../../shared/backtest/replay.ts";
import { levelAfter } from "../../shared/backtest/summary.ts";
import { type Level, levels, worse } from "../../shared/policy/level.ts";
import type { RuleId } from "../../shared/values/identifier.ts";
import { coloured, pc } from "../terminal/output.ts";

// The marks work without colours: a higher mark is worse.
const BARS: Record<Level, string> = { none: "▁", possible: "▃", warning: "▅", critical: "█" };
const NO_DATA = " ";
const NOT_IN_FORCE = "·";
const NOT_IN_FORCE_REASONS: ReadonlySet<Reason> = new Set<Reason>(["not-in-force-yet", "rule-over"]);

/** What the marks of a strip mean. */
export const stripLegend = `${levels.map((level) => `${BARS[level]} ${level}`).join("  ")}  ${NOT_IN_FORCE} not in force, blank without data or below a floor`;

/** How many runs share one mark, so that all of them fit. */
export function runsPerMark(runs: number, width: number): number {
  return Math.max(1, Math.ceil(runs / width));
}

/** A rule over all runs: one mark for `perMark` runs, with the worst level among them. */
export function strip(runs: ReplayRun[], rule: RuleId, perMark: number): string {
  return marksOf(runs, perMark)
    .map((chunk) => markOf(chunk, rule))
    .join("");
}

/** The years under a strip, each below its first run. A year without enough room is left out. */
export function yearsUnder(days: string[], perMark: number): string {
  let line = "";
  for (const [at, [first = ""]] of marksOf(days, perMark).entries()) {
    const year = first.slice(0, 4);
    const isNew = at === 0 || year !== days[(at - 1) * perMark]?.slice(0, 4);
    if (isNew && (line === "" || line.length < at)) line = line.padEnd(at) + year;
  }
  return line;
}

function markOf(runs: ReplayRun[], rule: RuleId): string {
  const seen = runs.filter((run) => isObserved(run, rule));
  const inForce = seen.filter((run) => !isOutOfForce(run, rule));
  if (seen.length === 0) return NO_DATA;
  const level = inForce.map((run) => levelAfter(run, rule)).reduce(worse, "none");
  return inForce.length === 0 ? pc.dim(NOT_IN_FORCE) : coloured(level, BARS[level]);
}

function isObserved({ decision }: ReplayRun, rule: RuleId): boolean {
  const own = decision.decisions.filter((one) => one.rule === rule);
  return (
    decision.noDataSince === null && own.some(({ observed, next }) => observed !== null || next !== null)
  );
}

function isOutOfForce({ decision }: ReplayRun, rule: RuleId): boolean {
  const own = decision.decisions.filter((one) => one.rule === rule);
  return own.length > 0 && own.every(({ reason }) => NOT_IN_FORCE_REASONS.has(reason));
}

function marksOf<Item>(items: Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
