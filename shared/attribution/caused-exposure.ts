import type { Rule } from "../policy/rule.ts";
import { type CellHistories, changesIn, historiesOf } from "./cell-history.ts";
import { type Cause, causeKey, type Evidence } from "./evidence.ts";
import type { Reassignment } from "./reassignment.ts";

/** Positions that have another supplier or origin; the exposure is in the unit of the contributions. */
export interface ReassignedExposure {
  positions: number;
  exposure: number;
  /** Which of the two changed, in any of them. */
  fields: ReadonlySet<"supplier" | "origin">;
}

/** The exposure in the scope that each cause added and removed, in the unit of the contributions. */
export interface CausedExposure {
  cause: Cause;
  added: number;
  removed: number;
  /** What was neither added nor removed. */
  reassigned: ReassignedExposure | null;
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
  const found = historiesOf(evidence, rule, group);
  return found && exposuresBy(found, evidence, toUnit);
}

/** The exposure that each cause added and removed in these cells, the largest first. */
export function exposuresBy(
  { histories, reassignments }: CellHistories,
  evidence: Evidence,
  toUnit: (exposure: number) => number,
): CausedExposure[] {
  const byCause = new Map<string, CausedExposure>();
  const causedBy = (cause: Cause) => {
    const own = byCause.get(causeKey(cause)) ?? { cause, added: 0, removed: 0, reassigned: null };
    byCause.set(causeKey(cause), own);
    return own;
  };
  for (const history of histories) {
    for (const { cause, change, isReassigned } of changesIn(history, evidence)) {
      const own = causedBy(cause);
      if (isReassigned === true) continue;
      if (change > 0) own.added += change;
      else own.removed -= change;
    }
  }
  for (const [importId, ones] of Map.groupBy(reassignments, (one) => one.importId))
    causedBy({ kind: "import", ids: [importId] }).reassigned = reassignedExposure(ones, toUnit);
  return [...byCause.values()]
    .map((one) => ({ ...one, added: toUnit(one.added), removed: toUnit(one.removed) }))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf({ added, removed, reassigned }: CausedExposure): number {
  return added + removed + 2 * (reassigned?.exposure ?? 0);
}

function reassignedExposure(
  ones: readonly Reassignment[],
  toUnit: (exposure: number) => number,
): ReassignedExposure {
  const fields = new Set<"supplier" | "origin">();
  for (const { from, to } of ones) {
    if (from.supplierId !== to.supplierId) fields.add("supplier");
    if (from.originCountry !== to.originCountry) fields.add("origin");
  }
  return {
    positions: ones.reduce((sum, { positions }) => sum + positions, 0),
    exposure: toUnit(ones.reduce((sum, { exposure }) => sum + exposure, 0)),
    fields,
  };
}
