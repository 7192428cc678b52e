import { summarizeReplay } from "../../shared/backtest/summary.ts";
import type { Level } from "../../shared/policy/level.ts";
import { counted } from "../../shared/values/count.ts";
import type { RuleId } from "../../shared/values/identifier.ts";
import { coloured, pc } from "../terminal/output.ts";
import { cutWithin } from "../terminal/seen-width.ts";
import { lineWidth } from "../terminal/width.ts";
import type { Replayed } from "./json.ts";
import { runsPerMark, strip, stripLegend, yearsUnder } from "./strip.ts";

/** One policy in a table of levels. `label` names it. */
export interface Labelled extends Replayed {
  label: string;
}

const SHOWN: Level[] = ["possible", "warning", "critical"];
const COUNT_WIDTH = 8;
const LONGEST_RULE_NAME = 34;
const LONGEST_STRIP = 40;
const SHORTEST_STRIP = 8;

/** Each rule as a strip of levels over the runs, with its days at each level. */
export function levelTable(days: string[], policies: Labelled[], to: string): string[] {
  const rules = [...new Set(policies.flatMap(({ policy }) => policy.rules.map(({ id }) => id)))];
  const layout = layoutOf(days, rules, policies);
  const counts = SHOWN.map((level) => level.padStart(COUNT_WIDTH + 1)).join("");
  const summed = policies.map((one) => ({ ...one, summary: summarizeReplay(one.runs, one.policy, to) }));
  return [
    pc.bold(layout.title.padEnd(layout.margin + layout.stripWidth)) + counts,
    ...rules.flatMap((rule) =>
      summed.map((one, at) => {
        const found = one.summary.rules.find((counted) => counted.rule === rule);
        return ruleLine({ rule, name: at === 0 ? rule : "", days: found?.daysAtLevel }, one, layout);
      }),
    ),
    pc.dim(" ".repeat(layout.margin) + layout.years),
    pc.dim(`  ${stripLegend}; right: days at a level`),
  ];
}

interface Layout {
  title: string;
  years: string;
  perMark: number;
  nameWidth: number;
  labelWidth: number;
  /** The width of the column before the strips. */
  margin: number;
  stripWidth: number;
}

function layoutOf(days: string[], rules: string[], policies: Labelled[]): Layout {
  const room = (lineWidth() ?? Number.POSITIVE_INFINITY) - SHOWN.length * (COUNT_WIDTH + 1);
  const longestName = Math.min(LONGEST_RULE_NAME, Math.max(SHORTEST_STRIP, Math.floor(room / 2)));
  const nameWidth = Math.min(longestName, Math.max(...rules.map((rule) => rule.length)));
  const labelWidth = Math.max(...policies.map(({ label }) => (label === "" ? 0 : label.length + 2)));
  const margin = 2 + nameWidth + 2 + labelWidth;
  const longestStrip = Math.max(SHORTEST_STRIP, Math.min(LONGEST_STRIP - labelWidth, room - margin));
  const perMark = runsPerMark(days.length, longestStrip);
  const title = perMark === 1 ? "LEVELS, a mark per run" : `LEVELS, a mark per ${perMark} runs: the worst`;
  const years = yearsUnder(days, perMark);
  const stripWidth = Math.max(Math.ceil(days.length / perMark), years.length, title.length - margin);
  return { title, years, perMark, nameWidth, labelWidth, margin, stripWidth };
}

function ruleLine(
  { rule, name, days }: { rule: RuleId; name: string; days: Record<Level, number> | undefined },
  { label, runs }: Labelled,
  { perMark, nameWidth, labelWidth, stripWidth }: Layout,
): string {
  const head = `  ${cutWithin(name, nameWidth).padEnd(nameWidth)}  ${label.padEnd(labelWidth)}`;
  if (days === undefined) return `${head}${pc.dim("not in this policy")}`;
  const empty = " ".repeat(stripWidth - Math.ceil(runs.length / perMark));
  return `${head}${strip(runs, rule, perMark)}${empty}${SHOWN.map((level) => dayCountText(level, days[level])).join("")}`;
}

function dayCountText(level: Level, days: number): string {
  const text = (days === 0 ? "-" : counted(days)).padStart(COUNT_WIDTH + 1);
  return days === 0 ? pc.dim(text) : coloured(level, text);
}
