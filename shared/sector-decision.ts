import { type Alert, type AlertEvent, closeAlert, type Decision, decideAlert, holdAlert } from "./alert.ts";
import type { Observation } from "./observation.ts";

/** What a run decided about a whole sector. */
export interface SectorDecision {
  decisions: Decision[];
  /** What happened to the sector as a whole. */
  sectorEvent: Extract<AlertEvent, "no-data" | "data-back"> | null;
  noDataSince: string | null;
}

/** What a decision needs to know of the assessment that it follows from. */
export interface Circumstances {
  asOf: string;
  incomplete: boolean;
  /** Whether the window holds exposure at all. Without it nothing is resolved. */
  hasData: boolean;
  /** The rules that the policy holds now. */
  rules: ReadonlySet<string>;
}

/** Decides every rule of a sector, and closes alerts whose rule has left the policy, or whose group the sector. */
export function decideSector(
  remembered: { alerts: Alert[]; noDataSince: string | null },
  circumstances: Circumstances,
  observations: Observation[],
): SectorDecision {
  const { asOf, incomplete, hasData, rules } = circumstances;
  const previous = new Map(remembered.alerts.map((alert) => [alertKey(alert), alert]));
  const decisions = observations.map((observation) => {
    const key = alertKey({ rule: observation.rule.id, group: observation.group });
    const alert = previous.get(key) ?? null;
    previous.delete(key);
    return decideAlert({ previous: alert, observation, incomplete, asOf });
  });
  const unobserved = [...previous.values()].map((alert) => {
    if (!rules.has(alert.rule)) return closeAlert(alert, "the rule has left the policy");
    if (!hasData || incomplete) return holdAlert(alert);
    return closeAlert(alert, "its group has left the sector");
  });
  const noDataSince = hasData ? null : (remembered.noDataSince ?? asOf);
  const hadData = remembered.noDataSince === null;
  const sectorEvent = hasData === hadData ? null : hasData ? "data-back" : "no-data";
  return { decisions: [...decisions, ...unobserved], sectorEvent, noDataSince };
}

/** The alerts that are open after a decision. */
export function openAlerts({ decisions }: SectorDecision): Alert[] {
  return decisions.flatMap(({ next }) => (next === null ? [] : [next]));
}

function alertKey({ rule, group }: Pick<Alert, "rule" | "group">): string {
  return JSON.stringify([rule, group]);
}
