import type { RefusalStore } from "../../functions/ports/feeds.ts";
import type { LinkStore, PositionStore, SupplierStore } from "../../functions/ports/supply.ts";
import { loadFolds } from "../../functions/reading/load-folds.ts";
import { loadSupply, type Supply } from "../../functions/reading/load-supply.ts";
import { sha256 } from "../../functions/runtime/sha256.ts";
import manifest from "../../package.json" with { type: "json" };
import { type ReplayRun, replay } from "../../shared/backtest/replay.ts";
import type { Refusal } from "../../shared/imports/refusal.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { windowEnd, windowsOf } from "../../shared/policy/windows.ts";
import { emptyFold, type Fold } from "../../shared/supply/fold.ts";
import { mergeUnreadable } from "../../shared/supply/unreadable.ts";
import type { Window } from "../../shared/values/day.ts";

/** The past of a sector: its positions by window, and its current suppliers, links and refused rows. */
export interface Past extends Supply {
  foldOf: (window: Window) => Fold;
  refusals: Refusal[];
}

/** Reads all data of a sector that a replay of the policies needs, as of each of the days. */
export async function loadPast(
  stores: { positions: PositionStore; suppliers: SupplierStore; links: LinkStore; refusals: RefusalStore },
  sector: string,
  policies: Policy[],
  days: string[],
): Promise<Past> {
  const runs = policies.flatMap((policy) => days.map((day) => ({ policy, day })));
  const { foldOf, read } = readerOfFolds(stores.positions, sector);
  const [, supply, refusals] = await Promise.all([
    read(runs.flatMap(({ policy, day }) => windowsOf(policy, day))),
    loadSupply(stores),
    stores.refusals.of(sector),
  ]);
  // A window that follows the data is known only now.
  await read(
    runs.flatMap(({ policy, day }) => {
      const end = windowEnd(policy, day, foldOf(windowsOf(policy, day)[0]).newestDate);
      return windowsOf(policy, day, policy.windowDays, end);
    }),
  );
  // Rows that cannot be read make every run incomplete.
  const unreadable = mergeUnreadable([supply.unreadable, refusals.unreadable]);
  return { ...supply, unreadable, foldOf, refusals: refusals.rows };
}

/** Reads the folds of a sector, each window once. */
function readerOfFolds(positions: PositionStore, sector: string) {
  const byWindow = new Map<string, Fold>();
  return {
    foldOf: (window: Window) => byWindow.get(keyOf(window)) ?? emptyFold(),
    async read(windows: Window[]) {
      const missing = new Map(windows.map((window) => [keyOf(window), window]));
      for (const key of byWindow.keys()) missing.delete(key);
      if (missing.size === 0) return;
      const folds = await loadFolds(positions, sector, [...missing.values()]);
      for (const [at, key] of [...missing.keys()].entries()) byWindow.set(key, folds[at] ?? emptyFold());
    },
  };
}

/** Replays a policy over the past, and calls `onRun` after each run. */
export function replayPast(past: Past, policy: Policy, days: string[], onRun: () => void): ReplayRun[] {
  const runs: ReplayRun[] = [];
  for (const run of replay({ ...past, policy, days, version: manifest.version, digest: sha256 })) {
    runs.push(run);
    onRun();
  }
  return runs;
}

function keyOf({ asOf, end, windowDays, comparedWith }: Window): string {
  return [asOf, end, windowDays, comparedWith?.asOf, comparedWith?.end].join(" ");
}
