import { loadFolds, loadSupply, type Supply } from "../functions/load.ts";
import type { LinkStore, PositionStore, SupplierStore } from "../functions/ports.ts";
import { sha256 } from "../functions/sha256.ts";
import type { Window } from "../shared/calendar.ts";
import { emptyFold, type Fold } from "../shared/fold.ts";
import type { Policy } from "../shared/policy.ts";
import { windowsOf } from "../shared/policy-windows.ts";
import { type ReplayRun, replay } from "../shared/replay.ts";
import { version } from "./version.ts";

/** The past of a sector: its positions by window, and its suppliers and links as they are now. */
export interface Past extends Supply {
  foldOf: (window: Window) => Fold;
}

/** Reads once all that the policies need of a sector to be replayed as of each of the days. */
export async function loadPast(
  stores: { positions: PositionStore; suppliers: SupplierStore; links: LinkStore },
  sector: string,
  policies: Policy[],
  days: string[],
): Promise<Past> {
  const all = policies.flatMap((policy) => days.flatMap((day) => windowsOf(policy, day)));
  const windows = new Map(all.map((window) => [keyOf(window), window]));
  const [folds, supply] = await Promise.all([
    loadFolds(stores.positions, sector, [...windows.values()]),
    loadSupply(stores),
  ]);
  const byWindow = new Map([...windows.keys()].map((key, at) => [key, folds[at] ?? emptyFold()]));
  return { ...supply, foldOf: (window) => byWindow.get(keyOf(window)) ?? emptyFold() };
}

/** Replays a policy over the past, and says so after each run. */
export function replayPast(past: Past, policy: Policy, days: string[], onRun: () => void): ReplayRun[] {
  const runs: ReplayRun[] = [];
  for (const run of replay({ ...past, policy, days, version, digest: sha256 })) {
    runs.push(run);
    onRun();
  }
  return runs;
}

function keyOf({ asOf, windowDays, comparedWith }: Window): string {
  return [asOf, windowDays, comparedWith?.asOf].join(" ");
}
