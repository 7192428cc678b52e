import type { Rule } from "../policy/rule.ts";
import { type CellHistory, changesIn, historiesOf } from "./cell-history.ts";
import { type Cause, causeKey, type Evidence } from "./evidence.ts";

/** The exposure in the scope that each cause added and removed, in the unit of the contributions. */
export interface CausedExposure {
  cause: Cause;
  added: number;
  removed: number;
}

/**
 * The exposure that each cause added to a group and removed from it; `null` when the earlier state was not
 * stored.
 */
export function causedExposures(
  evidence: Evidence,
  { rule, group }: { rule: Pick<Rule, "by">; group: string | null },
  toUnit: (exposure: number) => number,
): CausedExposure[] | null {
  const histories = historiesOf(evidence, rule, group);
  return histories && exposuresBy(histories, evidence, toUnit);
}

/** The exposure that each cause added and removed in these cells, the largest first. */
export function exposuresBy(
  histories: CellHistory[],
  evidence: Evidence,
  toUnit: (exposure: number) => number,
): CausedExposure[] {
  const byCause = new Map<string, CausedExposure>();
  for (const history of histories) {
    for (const { cause, change } of changesIn(history, evidence)) {
      const own = byCause.get(causeKey(cause)) ?? { cause, added: 0, removed: 0 };
      byCause.set(causeKey(cause), own);
      if (change > 0) own.added += change;
      else own.removed -= change;
    }
  }
  return [...byCause.values()]
    .map(({ cause, added, removed }) => ({ cause, added: toUnit(added), removed: toUnit(removed) }))
    .sort((a, b) => b.added + b.removed - (a.added + a.removed));
}
