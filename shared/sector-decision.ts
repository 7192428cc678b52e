import { type Alert, alertKey, isOpen, type SectorEvent } from "./alert.ts";
import { closeAlert, type Decision, decideAlert, holdAlert } from "./alert-decision.ts";
import type { Observation } from "./observation.ts";
import { type Silence, silenceOver, silenceOverSector, silencesInForce } from "./silence.ts";

/** What a sector remembers from its last run: the part of its ledger that decides. */
export interface Remembered {
  lastAssessment: { id: string; asOf: string } | null;
  /** Since when the sector has had no data; `null` while it has some. */
  noDataSince: string | null;
  /** Whether its readers were told that it has none, and not yet that it has some again. */
  noDataTold: boolean;
  alerts: Alert[];
  silences: Silence[];
}

/** What a run decided about a whole sector. */
export interface SectorDecision {
  decisions: Decision[];
  /** What happened to the sector as a whole, and what its readers are to be told of it. */
  sectorEvent: SectorEvent | null;
  sectorAnnounced: SectorEvent | null;
  noDataSince: string | null;
  noDataTold: boolean;
  /** The silences that go on. */
  silences: Silence[];
}

/** What a decision needs to know of the assessment that it follows from. */
export interface Circumstances {
  assessment: string;
  asOf: string;
  incomplete: boolean;
  /** Whether the window holds exposure at all. Without it nothing is resolved. */
  hasData: boolean;
  /** The rules that the policy holds now. */
  rules: ReadonlySet<string>;
}

/** Decides every rule of a sector, and closes alerts whose rule has left the policy, or whose group the sector. */
export function decideSector(
  remembered: Remembered,
  circumstances: Circumstances,
  observations: Observation[],
): SectorDecision {
  const { asOf, incomplete, hasData, rules } = circumstances;
  const silences = silencesInForce(remembered.silences, asOf);
  const isRepeat = remembered.lastAssessment?.id === circumstances.assessment;
  const previous = new Map(remembered.alerts.map((alert) => [alertKey(alert), alert]));
  const decisions = observations.map((observation) => {
    const subject = { rule: observation.rule.id, group: observation.group };
    const alert = previous.get(alertKey(subject)) ?? null;
    previous.delete(alertKey(subject));
    const silence = silenceOver(silences, subject);
    return decideAlert({ previous: alert, observation, incomplete, isRepeat, asOf, silence });
  });
  const unobserved = [...previous.values()].map((alert) => {
    const silence = silenceOver(silences, alert);
    if (!rules.has(alert.rule)) return closeAlert(alert, "the rule has left the policy", asOf, silence);
    if (!hasData || incomplete) return holdAlert(alert, asOf, silence);
    return closeAlert(alert, "its group has left the sector", asOf, silence);
  });
  const news = decideData(remembered, { asOf, hasData, isSilenced: silenceOverSector(silences) !== null });
  return { decisions: [...decisions, ...unobserved], ...news, silences };
}

function decideData(
  { noDataSince, noDataTold }: Remembered,
  { asOf, hasData, isSilenced }: { asOf: string; hasData: boolean; isSilenced: boolean },
): Pick<SectorDecision, "sectorEvent" | "sectorAnnounced" | "noDataSince" | "noDataTold"> {
  const event = (hadData: boolean) => (hasData === hadData ? null : hasData ? "data-back" : "no-data");
  return {
    sectorEvent: event(noDataSince === null),
    sectorAnnounced: isSilenced ? null : event(!noDataTold),
    noDataSince: hasData ? null : (noDataSince ?? asOf),
    noDataTold: isSilenced ? noDataTold : !hasData,
  };
}

/** The alerts to remember after a decision, open or not. */
export function rememberedAlerts({ decisions }: Pick<SectorDecision, "decisions">): Alert[] {
  return decisions.flatMap(({ next }) => (next === null ? [] : [next]));
}

/** The alerts that are open after a decision. */
export function openAlerts(decision: Pick<SectorDecision, "decisions">): Alert[] {
  return rememberedAlerts(decision).filter(isOpen);
}
