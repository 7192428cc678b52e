import { basename } from "node:path";
import type { Command } from "commander";
import * as z from "zod";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { daysInRhythm, rhythmSchema } from "../../shared/backtest/cadence.ts";
import { policyFor } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { daySchema } from "../../shared/values/day.ts";
import { comparisonLines } from "../backtest/comparison.ts";
import { comparisonJson, type Replayed, replayJson } from "../backtest/json.ts";
import { loadPast, type Past, replayPast } from "../backtest/past.ts";
import { backtestLines } from "../backtest/text.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { readPolicyFile } from "../input/policy-file.ts";
import { UsageError } from "../input/usage-error.ts";
import { print, printJson } from "../terminal/output.ts";
import { showSteps } from "../terminal/progress.ts";

const MOST_RUNS = 2000;

interface BacktestOptions extends CloudOptions {
  sector: string;
  from: string;
  to: string;
  every: string;
  policy?: string;
  json?: true;
}

/** Adds `backtest`. */
export function addBacktest(program: Command, policyFolder: PolicyFolder): void {
  program
    .command("backtest")
    .description("what would have been sent in the past; with --policy, by a changed policy as well")
    .requiredOption("--sector <sector>", "the sector")
    .requiredOption("--from <day>", "the day of the first run, like 2025-07-31")
    .requiredOption("--to <day>", "the last day")
    .requiredOption("--every <rhythm>", "a run every so many days, weeks or months: 7d, 2w, 1m")
    .option("--policy <file>", "a changed policy of the sector, to compare with the one that ships")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((options: BacktestOptions) => runBacktest(options, policyFolder));
}

async function runBacktest(options: BacktestOptions, policyFolder: PolicyFolder): Promise<void> {
  const { sector, from, to, every, policy: file, json } = options;
  const shipped = usablePolicy(policyFor(policyFolder.policies, sector));
  const days = daysAsked(options);
  const tried = file === undefined ? [] : [readPolicyFile(file, sector)];
  const all = [shipped, ...tried];
  const past = await withCloud(options, policyFolder, (cloud) => loadPast(cloud, sector, all, days));
  const [ours = { policy: shipped, runs: [] }, theirs] = replayEach(past, all, days);
  const span = { sector, from, to, every };
  if (theirs === undefined || file === undefined) {
    if (json === true) printJson({ ...span, ...replayJson(ours, to) });
    else print(...backtestLines(span, ours));
    return;
  }
  if (json === true) printJson({ ...span, ...comparisonJson(ours, theirs, to) });
  else print(...comparisonLines(span, ours, { ...theirs, name: basename(file) }));
}

function replayEach(past: Past, all: Policy[], days: string[]): Replayed[] {
  const progress = showSteps("replaying", days.length * all.length);
  try {
    return all.map((policy) => ({ policy, runs: replayPast(past, policy, days, progress.step) }));
  } finally {
    progress.stop();
  }
}

const requestSchema = z.object({ from: daySchema, to: daySchema, every: rhythmSchema });

/** The days of the runs. @throws UsageError when there are none, or too many. */
function daysAsked(options: Pick<BacktestOptions, "from" | "to" | "every">): string[] {
  const { from, to, every } = readPayload(requestSchema, options);
  if (to < from) throw new UsageError(`--to: ${to} is before --from, ${from}`);
  const days = daysInRhythm(from, to, every);
  if (days.length > MOST_RUNS) {
    const [asked, most] = [days.length, MOST_RUNS].map((count) => count.toLocaleString("en-US"));
    throw new UsageError(
      `--every: ${options.every} makes ${asked} runs from ${from} to ${to}; ${most} are the most`,
    );
  }
  return days;
}
