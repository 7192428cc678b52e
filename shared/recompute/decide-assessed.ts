import {
  decideSector,
  rememberedAcknowledgements,
  rememberedAlerts,
  type SectorDecision,
} from "../alerts/decide-sector.ts";
import type { Remembered } from "../alerts/remembered.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Policy } from "../policy/policy.ts";
import type { Day } from "../values/day.ts";

/** Decides what an assessment means for a sector and its memory of the last run. */
export function decideAssessed(remembered: Remembered, policy: Policy, assessed: Assessed): SectorDecision {
  const { assessment, observations, view } = assessed;
  const { id, asOf, incomplete, stale } = assessment;
  const hasData = view.sector.total > 0;
  const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
  const circumstances = {
    assessment: id,
    asOf,
    incomplete,
    hasData,
    isEmpty: isEmpty(assessment),
    stale,
    rules,
  };
  return decideSector(remembered, circumstances, observations);
}

function isEmpty({ positions, newestDate, waiting, unreadable }: Assessment): boolean {
  return positions === 0 && newestDate === null && waiting === 0 && unreadable === 0;
}

/** What a sector remembers after a decision on an assessment. */
export function rememberedAfter(
  decision: SectorDecision,
  { id, asOf, newestDate }: Pick<Assessment, "id" | "asOf" | "newestDate">,
): Remembered {
  return {
    lastAssessment: decision.isUnfilled ? { id, asOf } : { id, asOf, newestDate },
    noDataSince: decision.noDataSince,
    noDataNotified: decision.noDataNotified,
    staleSince: decision.staleSince,
    staleNotified: decision.staleNotified,
    alerts: rememberedAlerts(decision),
    silences: decision.silences,
    acknowledgements: rememberedAcknowledgements(decision),
    floors: decision.floors,
  };
}

/**
 * The newest decided day that is not in the future. A run for an earlier day decides nothing. When the last
 * assessment is for a day after today (a clock was ahead, or an earlier version let such a run decide), only
 * runs for today decide. `null` when nothing was ever decided.
 */
export function dayReached(
  { lastAssessment }: Pick<Remembered, "lastAssessment">,
  today: Day,
): string | null {
  if (lastAssessment === null) return null;
  return lastAssessment.asOf > today ? today : lastAssessment.asOf;
}
