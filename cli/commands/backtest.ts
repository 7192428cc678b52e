import { basename } from "node:path";
import { loadReplayPast } from "../../functions/reading/replay-past.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { listsIn, policyFor } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { daysAsked } from "../backtest/asked-days.ts";
import { comparisonLines } from "../backtest/comparison.ts";
import { comparisonJson, type Replayed, replayJson } from "../backtest/json.ts";
import { replayEach } from "../backtest/replay-each.ts";
import { backtestLines } from "../backtest/text.ts";
import { isShippedFolder } from "../cloud/policy-folder.ts";
import { readPolicyFile } from "../input/policy-file.ts";
import { answerCommand, type Given } from "./answer-command.ts";

interface BacktestOptions {
  sector: SectorId;
  from: string;
  to: string;
  every: string;
  policy?: string;
}

/** What would have been sent with the policy in use, and with a changed one if it was given. */
interface Backtest {
  ours: Replayed;
  theirs: (Replayed & { name: string }) | null;
}

/** Adds `backtest`. */
export const addBacktest = answerCommand<BacktestOptions, Backtest>({
  name: "backtest",
  description: "what would have been sent in the past; with --policy, by a changed policy as well",
  examples: [
    [
      "backtest --sector us-storage-imports --from 2026-02-28 --to 2026-07-31 --every 1m --dir .chokepoint-samples",
      "what would have been sent at the end of each month, on the samples",
    ],
    [
      "backtest --sector ai --from 2025-07-31 --to 2026-07-31 --every 1m --policy tried.json",
      "what a changed limit would have changed, on your own data",
    ],
  ],
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .requiredOption("--from <day>", "the day of the first run, like 2025-07-31")
      .requiredOption("--to <day>", "the last day")
      .requiredOption("--every <rhythm>", "a run every so many days, weeks or months: 7d, 2w, 1m")
      .option("--policy <file>", "a changed policy of the sector, to compare with the one in use"),
  answer: backtest,
  json({ ours, theirs }, { options }) {
    const { to } = options;
    const replayed = theirs === null ? replayJson(ours, to) : comparisonJson(ours, theirs, to);
    return { ...spanOf(options), ...replayed };
  },
  lines({ ours, theirs }, { options, policyFolder }) {
    const span = spanOf(options);
    if (theirs === null) return backtestLines(span, ours);
    const label = isShippedFolder(policyFolder) ? "shipped" : "current";
    return comparisonLines(
      span,
      { ...ours, label, name: `the ${label} policy` },
      { ...theirs, label: "tried" },
    );
  },
});

function spanOf({ sector, from, to, every }: BacktestOptions) {
  return { sector, from, to, every };
}

async function backtest({ options, policies, inCloud }: Given<BacktestOptions>): Promise<Backtest> {
  const { sector, policy: file } = options;
  const current = usablePolicy(policyFor(policies, sector));
  const days = daysAsked(options);
  const tried = file === undefined ? [] : [readPolicyFile(file, sector, listsIn(policies))];
  const all = [current, ...tried];
  const past = await inCloud((cloud) => loadReplayPast(cloud, sector, all, days));
  const [ours = { policy: current, runs: [] }, theirs] = replayEach(past, all, days);
  const isCompared = theirs !== undefined && file !== undefined;
  return { ours, theirs: isCompared ? { ...theirs, name: basename(file) } : null };
}
