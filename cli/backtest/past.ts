import { type ReplayPast, slidingFolds } from "../../functions/reading/replay-past.ts";
import { sha256 } from "../../functions/runtime/sha256.ts";
import manifest from "../../package.json" with { type: "json" };
import { type ReplayRun, replay } from "../../shared/backtest/replay.ts";
import { listingsOf } from "../../shared/policy/listings.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { newestDate } from "../../shared/supply/dated-around.ts";
import type { Day } from "../../shared/values/day.ts";

/** Replays a policy over the past, and calls `onRun` after each run. */
export function replayPast(
  { dated, ...past }: ReplayPast,
  policy: Policy,
  days: string[],
  onRun: () => void,
): ReplayRun[] {
  const input = {
    ...past,
    policy,
    listings: listingsOf(past.suppliers, listsFor(policy)),
    days,
    newestDate: (asOf: Day) => newestDate(dated.positions, asOf),
    foldOf: slidingFolds(dated),
    version: manifest.version,
    digest: sha256,
  };
  const runs: ReplayRun[] = [];
  for (const run of replay(input)) {
    runs.push(run);
    onRun();
  }
  return runs;
}
