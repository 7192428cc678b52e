import { compareReplays, isDifferent } from "../../shared/backtest/difference.ts";
import type { ReplayRun } from "../../shared/backtest/replay.ts";
import { summarizeReplay } from "../../shared/backtest/summary.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { alertStatuses } from "../../shared/recompute/alert-status.ts";

/** A policy, and what it would have done. */
export interface Replayed {
  policy: Policy;
  runs: ReplayRun[];
}

/** A replay in JSON; see docs/rules.md. */
export function replayJson({ policy, runs }: Replayed, to: string) {
  return {
    policyHash: runs[0]?.policyHash ?? null,
    runs: runs.map(runJson),
    summary: summarizeReplay(runs, policy, to),
  };
}

/** Two replays of the same days in JSON, with the days on which they differ. */
export function comparisonJson(shipped: Replayed, tried: Replayed, to: string) {
  return {
    ...replayJson(shipped, to),
    tried: replayJson(tried, to),
    difference: compareReplays(shipped.runs, tried.runs).filter(isDifferent),
  };
}

function runJson({ asOf, assessment, positions, incomplete, decision, bulletin }: ReplayRun) {
  const alerts = alertStatuses(decision, asOf).map(({ rule, group, level, event, observed, limit }) => {
    return { rule, group, level, event, observed, limit };
  });
  return {
    asOf,
    assessment,
    positions,
    incomplete,
    alerts,
    bulletin: bulletin && { subject: bulletin.subject },
  };
}
