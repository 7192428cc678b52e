import type { Observation } from "../assessment/observation.ts";
import { alertKey } from "../policy/level.ts";
import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import {
  type Acknowledgement,
  acknowledgementOf,
  type EndedAcknowledgement,
  endedAcknowledgements,
} from "./acknowledgement.ts";
import { type Alert, isOpen } from "./alert.ts";
import { closeAlert, type Decision, type DecisionInput, holdAlert } from "./decide-alert.ts";
import { decideRule } from "./decide-rule.ts";
import { settleDefinition } from "./redefinition.ts";
import { decideAge, decideData, type SectorState, type SectorTransition } from "./sector-state.ts";
import { type Silence, silenceOver, silenceOverSector, silencesInForce } from "./silence.ts";

/** What a sector remembers from its last run: the part of its ledger that decisions need. */
export interface Remembered extends SectorState {
  lastAssessment: RememberedAssessment | null;
  alerts: Alert[];
  silences: Silence[];
  acknowledgements: Acknowledgement[];
  /** The floors of rules in the last run; absent where no rule had one, and in ledgers of earlier versions. */
  floors?: Readonly<Record<RuleId, number>> | undefined;
}

interface RememberedAssessment {
  id: string;
  asOf: Day;
  /**
   * The date of its newest position. Absent while the sector never had a position, and in ledgers that were
   * stored before this field existed.
   */
  newestDate?: Day | null | undefined;
}

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

/** The floor of a rule in the last run; where no floors are remembered, it counts as unchanged. */
function floorIn({ floors }: Remembered, { id, atLeast }: Rule): number | null {
  return (floors === undefined ? atLeast : floors[id]) ?? null;
}

/** The floors of rules, to be remembered; nothing where no rule has one. The order of the policy makes no difference. */
function floorsOf(rules: Iterable<Rule>): Remembered["floors"] {
  const floors = [...rules].flatMap(({ id, atLeast }) =>
    atLeast === undefined ? [] : [[id, atLeast] as const],
  );
  if (floors.length === 0) return undefined;
  return Object.fromEntries(floors.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A new deployment without data is no news. Readers are told that data is missing only after there was some. */
const NOTHING_YET = { sectorEvent: null, sectorNotification: null, noDataSince: null, noDataNotified: false };

/** Whether nothing in the memory shows that there was ever a position. */
function wasUnfilled({ lastAssessment, noDataSince, alerts }: Remembered): boolean {
  return alerts.length === 0 && noDataSince === null && lastAssessment?.newestDate === undefined;
}

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
