import { type Alert, alertKey, isOpen, type SectorEvent } from "./alert.ts";
import { closeAlert, type Decision, holdAlert } from "./alert-decision.ts";
import { decideRule, settleDefinition } from "./alert-redefinition.ts";
import type { Observation } from "./observation.ts";
import type { Rule } from "./policy.ts";
import { type Silence, silenceOver, silenceOverSector, silencesInForce } from "./silence.ts";

/** What a sector remembers from its last run: the part of its ledger that decides. */
export interface Remembered {
  lastAssessment: LastAssessment | null;
  /** Since when the sector has had no data; `null` while it has some. */
  noDataSince: string | null;
  /** Whether its readers were told that it has none, and not yet that it has some again. */
  noDataTold: boolean;
  /** Since when its newest position has been older than the policy lets it be; `null` while it is not. */
  staleSince: string | null;
  /** Whether its readers were told so, and not yet that there are newer positions. */
  staleTold: boolean;
  alerts: Alert[];
  silences: Silence[];
}

export interface LastAssessment {
  id: string;
  asOf: string;
  /** The date of its newest position; not given in a ledger that was written before this was kept. */
  newestDate?: string | null | undefined;
}

/** What a run decided about a whole sector. */
export interface SectorDecision {
  decisions: Decision[];
  /** What happened to the sector as a whole, and what its readers are to be told of it. */
  sectorEvent: SectorEvent | null;
  sectorAnnounced: SectorEvent | null;
  noDataSince: string | null;
  noDataTold: boolean;
  /** The same about the age of its data: both may happen in one run. */
  staleEvent: SectorEvent | null;
  staleAnnounced: SectorEvent | null;
  staleSince: string | null;
  staleTold: boolean;
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
  /** Whether the newest position is older than the policy lets it be. Without data it is not asked. */
  stale: boolean;
  /** The rules that the policy holds now, by id. */
  rules: ReadonlyMap<string, Rule>;
}

/** Decides every rule of a sector, and closes alerts whose rule has left the policy, or whose group the sector. */
export function decideSector(
  remembered: Remembered,
  circumstances: Circumstances,
  observations: Observation[],
): SectorDecision {
  const { asOf, incomplete, hasData, stale } = circumstances;
  const silences = silencesInForce(remembered.silences, asOf);
  const isRepeat = remembered.lastAssessment?.id === circumstances.assessment;
  const previous = new Map(remembered.alerts.map((alert) => [alertKey(alert), alert]));
  const isFirstLook = remembered.lastAssessment === null;
  const decisions = observations.flatMap((observation) => {
    const subject = { rule: observation.rule.id, group: observation.group };
    const alert = previous.get(alertKey(subject)) ?? null;
    previous.delete(alertKey(subject));
    const silence = silenceOver(silences, subject);
    return decideRule({ previous: alert, observation, incomplete, isRepeat, isFirstLook, asOf, silence });
  });
  const unobserved = [...previous.values()].flatMap((alert) =>
    decideUnobserved(alert, circumstances, silenceOver(silences, alert)),
  );
  const isSilenced = silenceOverSector(silences) !== null;
  const data = decideData(remembered, { asOf, hasData, isSilenced });
  const age = decideAge(remembered, { asOf, hasData, stale, isSilenced });
  return { decisions: [...decisions, ...unobserved], ...data, ...age, silences };
}

/** Decides an alert that no rule of the policy has observed in this run. */
function decideUnobserved(
  alert: Alert,
  { asOf, incomplete, hasData, rules }: Circumstances,
  silence: Silence | null,
): Decision[] {
  const rule = rules.get(alert.rule);
  if (rule === undefined) return [closeAlert(alert, "the rule has left the policy", asOf, silence)];
  const { changed, rest } = settleDefinition(alert, { rule, observed: null, asOf, silence });
  if (rest === null) return changed;
  const isHeld = !hasData || incomplete;
  return [
    ...changed,
    isHeld
      ? holdAlert(rest, rule, asOf, silence)
      : closeAlert(rest, "its group has left the sector", asOf, silence),
  ];
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

/** Without data nothing is known of its age, and what was known of it stands. */
function decideAge(
  { staleSince, staleTold }: Remembered,
  {
    asOf,
    hasData,
    stale,
    isSilenced,
  }: { asOf: string; hasData: boolean; stale: boolean; isSilenced: boolean },
): Pick<SectorDecision, "staleEvent" | "staleAnnounced" | "staleSince" | "staleTold"> {
  if (!hasData) return { staleEvent: null, staleAnnounced: null, staleSince, staleTold };
  const event = (wasStale: boolean) => (stale === wasStale ? null : stale ? "stale" : "fresh");
  return {
    staleEvent: event(staleSince !== null),
    staleAnnounced: isSilenced ? null : event(staleTold),
    staleSince: stale ? (staleSince ?? asOf) : null,
    staleTold: isSilenced ? staleTold : stale,
  };
}

/** One thing that happened to a sector as a whole, and what its readers are told of it. */
export interface SectorHappening {
  event: SectorEvent | null;
  announced: SectorEvent | null;
  /** Since when it has been so; `null` when it is not so. */
  since: string | null;
  /** In the words of the history. */
  reason: string;
}

/** What happened to a sector as a whole, and what has been so for some time: its data, then their age. */
export function sectorHappenings(decision: SectorDecision): SectorHappening[] {
  const { sectorEvent, sectorAnnounced, noDataSince, staleEvent, staleAnnounced, staleSince } = decision;
  const data = {
    event: sectorEvent,
    announced: sectorAnnounced,
    since: noDataSince,
    reason: noDataSince === null ? "positions in the window again" : "no position in the window",
  };
  const age = {
    event: staleEvent,
    announced: staleAnnounced,
    since: staleSince,
    reason: staleSince === null ? "its data is no longer stale" : "no newer position for too long",
  };
  return [data, age].filter(
    ({ event, announced, since }) => event !== null || announced !== null || since !== null,
  );
}

/** The alerts to remember after a decision, open or not. */
export function rememberedAlerts({ decisions }: Pick<SectorDecision, "decisions">): Alert[] {
  return decisions.flatMap(({ next }) => (next === null ? [] : [next]));
}

/** The alerts that are open after a decision. */
export function openAlerts(decision: Pick<SectorDecision, "decisions">): Alert[] {
  return rememberedAlerts(decision).filter(isOpen);
}
