import { type Alert, type AlertEvent, closeRemoved, type Decision, decideAlert } from "./alert.ts";
import type { Observation } from "./assess.ts";
import type { Assessment } from "./assessment.ts";

/** What a run decided about a whole sector. */
export interface SectorDecision {
  decisions: Decision[];
  /** What happened to the sector as a whole. */
  sectorEvent: Extract<AlertEvent, "no-data" | "data-back"> | null;
  noDataSince: string | null;
}

/** Decides every rule of a sector, and closes alerts whose rule has left the policy. */
export function decideSector(
  remembered: { alerts: Alert[]; noDataSince: string | null },
  assessment: Pick<Assessment, "asOf" | "incomplete">,
  observations: Observation[],
): SectorDecision {
  const { asOf, incomplete } = assessment;
  const previous = new Map(remembered.alerts.map((alert) => [alertKey(alert), alert]));
  const decisions = observations.map((observation) => {
    const key = alertKey({ rule: observation.rule.id, group: observation.group });
    const alert = previous.get(key) ?? null;
    previous.delete(key);
    return decideAlert({ previous: alert, observation, incomplete, asOf });
  });
  const hasData = observations.some(({ observed }) => observed !== null);
  const noDataSince = hasData ? null : (remembered.noDataSince ?? asOf);
  const hadData = remembered.noDataSince === null;
  const sectorEvent = hasData === hadData ? null : hasData ? "data-back" : "no-data";
  return { decisions: [...decisions, ...[...previous.values()].map(closeRemoved)], sectorEvent, noDataSince };
}

/** The alerts that are open after a decision. */
export function openAlerts({ decisions }: SectorDecision): Alert[] {
  return decisions.flatMap(({ next }) => (next === null ? [] : [next]));
}

function alertKey({ rule, group }: Pick<Alert, "rule" | "group">): string {
  return JSON.stringify([rule, group]);
}
