import type { ReplayPast } from "../../functions/reading/replay-past.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { showSteps } from "../terminal/progress.ts";
import type { Replayed } from "./json.ts";
import { replayPast } from "./past.ts";

/** Replays each policy over the same days of the past, and shows on a terminal how far it is. */
export function replayEach(past: ReplayPast, all: Policy[], days: string[]): Replayed[] {
  const progress = showSteps("replaying", days.length * all.length);
  try {
    return all.map((policy) => ({ policy, runs: replayPast(past, policy, days, progress.step) }));
  } finally {
    progress.stop();
  }
}
