import pc from "picocolors";
import type { Level } from "../shared/alert.ts";
import { summarizeReplay } from "../shared/replay-summary.ts";
import type { Replayed } from "./backtest-json.ts";
import { runsPerMark, strip, stripLegend, yearsUnder } from "./backtest-strip.ts";
import { coloured } from "./output.ts";

/** One policy of a table of levels; `label` tells it from the other one. */
export interface Labelled extends Replayed {
  label: string;
}

const SHOWN: Level[] = ["possible", "warning", "critical"];
const COUNT_WIDTH = 8;
const LONGEST_NAME = 34;
const LONGEST_STRIP = 40;

/** Each rule as a strip of levels over the runs, with its days at each level. */
export function levelTable(days: string[], policies: Labelled[], to: string): string[] {
  const rules = [...new Set(policies.flatMap(({ policy }) => policy.rules.map(({ id }) => id)))];
  const rows = rules.flatMap((rule) =>
    policies.map((one, at) => ({ ...one, rule, name: at === 0 ? rule : "" })),
  );
  const nameWidth = Math.min(LONGEST_NAME, Math.max(...rules.map((rule) => rule.length)));
  const labelWidth = Math.max(...policies.map(({ label }) => label.length));
  const perMark = runsPerMark(days.length, LONGEST_STRIP - labelWidth);
  const marks = Math.ceil(days.length / perMark);
  const years = yearsUnder(days, perMark);
  const stripWidth = Math.max(marks, years.length);
  const margin = `  ${" ".repeat(nameWidth + 2)}${labelWidth === 0 ? "" : " ".repeat(labelWidth + 2)}`;
  const title = perMark === 1 ? "LEVELS, a mark per run" : `LEVELS, a mark per ${perMark} runs: the worst`;
  const heading = title.padEnd(margin.length + stripWidth);
  return [
    pc.bold(heading) +
      ["days", ...SHOWN]
        .slice(1)
        .map((level) => level.padStart(COUNT_WIDTH + 1))
        .join(""),
    ...rows.map(({ policy, runs, rule, name, label }) => {
      const counts = summarizeReplay(runs, policy, to).rules.find((one) => one.rule === rule)?.daysAtLevel;
      const shown = label === "" ? "" : `${label.padEnd(labelWidth)}  `;
      const head = `  ${name.slice(0, nameWidth).padEnd(nameWidth)}  ${shown}`;
      if (counts === undefined) return `${head}${pc.dim("not in this policy")}`;
      const bars = strip(runs, rule, perMark) + " ".repeat(stripWidth - marks);
      return head + bars + SHOWN.map((level) => countText(level, counts[level])).join("");
    }),
    pc.dim(margin + years),
    pc.dim(`  ${stripLegend}; right: days at a level`),
  ];
}

function countText(level: Level, days: number): string {
  const text = (days === 0 ? "-" : days.toLocaleString("en-US")).padStart(COUNT_WIDTH + 1);
  return days === 0 ? pc.dim(text) : coloured(level, text);
}
