import type { Observation } from "../assessment/observation.ts";
import { alertKey } from "../policy/level.ts";
import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import {
  type Acknowledgement,
  acknowledgementOf,
  type EndedAcknowledgement,
  endedAcknowledgements,
} from "./acknowledgement.ts";
import { type Alert, isOpen } from "./alert.ts";
import { decideRule } from "./decide-rule.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import { settleDefinition } from "./redefinition.ts";
import { floorIn, floorsOf, type Remembered, wasUnfilled } from "./remembered.ts";
import { decideAge, decideData, type SectorTransition } from "./sector-state.ts";
import { type Silence, silenceOver, silenceOverSector, silencesInForce } from "./silence.ts";
import { closeAlert, holdAlert } from "./unobserved-alert.ts";

/** The decision of a run about a whole sector. */
export interface SectorDecision extends SectorTransition {
  decisions: Decision[];
  /** Whether the sector has never had a position. */
  isUnfilled: boolean;
  /** The silences that continue. */
  silences: Silence[];
  /** The silences that this run has ended, because their day has come. */
  endedSilences: Silence[];
  /** The acknowledgements that this run has ended. */
  endedAcknowledgements: EndedAcknowledgement[];
  /** The floors of the rules in this run. */
  floors: Remembered["floors"];
}

/** What a decision needs from its assessment. */
export interface Circumstances {
  assessment: string;
  asOf: Day;
  incomplete: boolean;
  /** Whether the window has any exposure. Without exposure nothing is resolved. */
  hasData: boolean;
  /** Whether the sector has no position at all, in the window or on any other day. */
  isEmpty: boolean;
  /** Whether the newest position is older than the policy allows. Without data this does not matter. */
  stale: boolean;
  /** The rules of the policy, by id. */
  rules: ReadonlyMap<string, Rule>;
}

/**
 * Decides every rule of a sector. Closes alerts whose rule is no longer in the policy, or whose group is no
 * longer in the sector.
 */
export function decideSector(
  remembered: Remembered,
  circumstances: Circumstances,
  observations: Observation[],
): SectorDecision {
  const { asOf, incomplete, hasData, stale } = circumstances;
  const silences = silencesInForce(remembered.silences, asOf);
  const { acknowledgements } = remembered;
  const isRepeat = remembered.lastAssessment?.id === circumstances.assessment;
  const previous = new Map(remembered.alerts.map((alert) => [alertKey(alert), alert]));
  const isFirstLook = remembered.lastAssessment === null;
  const decisions = observations.flatMap((observation) => {
    const subject = { rule: observation.rule.id, group: observation.group };
    const alert = previous.get(alertKey(subject)) ?? null;
    previous.delete(alertKey(subject));
    const hold = {
      silence: silenceOver(silences, subject),
      acknowledgement: acknowledgementOf(acknowledgements, subject),
    };
    const floorBefore = floorIn(remembered, observation.rule);
    const seen = { observation, incomplete, isRepeat, isFirstLook, floorBefore };
    return decideRule({ previous: alert, ...seen, asOf, ...hold });
  });
  const unobserved = [...previous.values()].flatMap((alert) =>
    decideUnobserved(alert, circumstances, {
      silence: silenceOver(silences, alert),
      acknowledgement: acknowledgementOf(acknowledgements, alert),
    }),
  );
  const isSilenced = silenceOverSector(silences) !== null;
  const isUnfilled = circumstances.isEmpty && wasUnfilled(remembered);
  const data = isUnfilled ? NOTHING_YET : decideData(remembered, { asOf, hasData, isSilenced });
  const age = decideAge(remembered, { asOf, hasData, stale, isSilenced });
  const all = [...decisions, ...unobserved];
  const ended = endedAcknowledgements(acknowledgements, all);
  const endedSilences = remembered.silences.filter((one) => !silences.includes(one));
  return {
    ...{ decisions: all, ...data, ...age, isUnfilled },
    ...{ silences, endedSilences, endedAcknowledgements: ended },
    floors: floorsOf(circumstances.rules.values()),
  };
}

/** A new deployment without data is no news. Readers are told that data is missing only after there was some. */
const NOTHING_YET = { sectorEvent: null, sectorNotification: null, noDataSince: null, noDataNotified: false };

/** Decides an alert that this run did not observe with any rule of the policy. */
function decideUnobserved(
  alert: Alert,
  { asOf, incomplete, hasData, rules }: Circumstances,
  { silence, acknowledgement }: Pick<DecisionInput, "silence" | "acknowledgement">,
): Decision[] {
  const rule = rules.get(alert.rule);
  if (rule === undefined) return [closeAlert(alert, "rule-gone", asOf, silence)];
  const { changed, rest } = settleDefinition(alert, { rule, observed: null, asOf, silence });
  if (rest === null) return changed;
  const isHeld = !hasData || incomplete;
  return [
    ...changed,
    isHeld
      ? holdAlert(rest, rule, { asOf, silence, acknowledgement })
      : closeAlert(rest, "group-gone", asOf, silence),
  ];
}

/** The alerts to remember after a decision, open or not. */
export function rememberedAlerts({ decisions }: Pick<SectorDecision, "decisions">): Alert[] {
  return decisions.flatMap(({ next }) => (next === null ? [] : [next]));
}

/** The acknowledgements that go on after a decision. */
export function rememberedAcknowledgements({
  decisions,
}: Pick<SectorDecision, "decisions">): Acknowledgement[] {
  return decisions.flatMap(({ acknowledgement }) => acknowledgement ?? []);
}

/** The alerts that are open after a decision. */
export function openAlerts(decision: Pick<SectorDecision, "decisions">): Alert[] {
  return rememberedAlerts(decision).filter(isOpen);
}
