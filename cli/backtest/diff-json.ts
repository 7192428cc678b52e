import { summarizeReplay } from "../../shared/backtest/summary.ts";
import { differentEvents } from "./diff-rows.ts";
import type { Replayed } from "./json.ts";
import type { SectorDiff } from "./policy-diff.ts";

/** What a change of policies would have sent and not sent, in JSON; see docs/policies.md. */
export function diffJson(diffs: SectorDiff[]) {
  return diffs.map(({ sector, change, problems, changes, replayed }) => ({
    sector,
    change,
    problems,
    fields: changes?.fields ?? [],
    rules: {
      added: changes?.added.map(({ id }) => id) ?? [],
      removed: changes?.removed.map(({ id }) => id) ?? [],
      changed: changes?.changed.map(({ after, fields }) => ({ rule: after.id, fields })) ?? [],
    },
    replayed: replayed && {
      ...{ from: replayed.from, to: replayed.to, every: replayed.every },
      old: summaryOf(replayed.before, replayed.to),
      new: summaryOf(replayed.after, replayed.to),
      difference: replayed.days.map(({ asOf, shipped, tried }) => ({ asOf, old: shipped, new: tried })),
      onlyByOne: differentEvents(replayed).length,
    },
  }));
}

function summaryOf(replayed: Replayed | null, to: string) {
  return replayed && summarizeReplay(replayed.runs, replayed.policy, to);
}
