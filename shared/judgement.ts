import type { Assessed } from "./assess.ts";
import type { Assessment } from "./assessment.ts";
import type { Policy } from "./policy.ts";
import { decideSector, type Remembered, rememberedAlerts, type SectorDecision } from "./sector-decision.ts";

/** Decides what an assessment means to a sector that remembers its last run. */
export function judgeAssessed(remembered: Remembered, policy: Policy, assessed: Assessed): SectorDecision {
  const { assessment, observations, view } = assessed;
  const { id, asOf, incomplete } = assessment;
  const rules = new Set(policy.rules.map((rule) => rule.id));
  const circumstances = { assessment: id, asOf, incomplete, hasData: view.sector.total > 0, rules };
  return decideSector(remembered, circumstances, observations);
}

/** What a sector remembers once a decision on an assessment was taken. */
export function rememberedAfter(
  decision: SectorDecision,
  { id, asOf }: Pick<Assessment, "id" | "asOf">,
): Remembered {
  return {
    lastAssessment: { id, asOf },
    noDataSince: decision.noDataSince,
    noDataTold: decision.noDataTold,
    alerts: rememberedAlerts(decision),
    silences: decision.silences,
  };
}
