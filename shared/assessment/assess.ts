import { toStored } from "../measures/contribution.ts";
import { companyNames, shownCompanies } from "../policy/company-names.ts";
import { floorSeen } from "../policy/floor.ts";
import { type ItemOf, itemNames } from "../policy/item-names.ts";
import { limitsOf } from "../policy/limits.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { type Fold, MOST_WAITING } from "../supply/fold.ts";
import type { Day } from "../values/day.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import { toBounds } from "../values/interval.ts";
import { isAffordable } from "./affordable.ts";
import type { Assessment } from "./assessment.ts";
import type { AssessmentInput } from "./assessment-input.ts";
import { identityOf } from "./identity.ts";
import { isLacking, lackOf, toldOf } from "./lack.ts";
import { listedOn } from "./listed-on.ts";
import { measureScopes } from "./measure-scopes.ts";
import type { Observation } from "./observation.ts";
import { observeSector } from "./observe-sector.ts";
import type { RuleFinding } from "./rule-finding.ts";
import type { ScopeMeasures } from "./scope-measures.ts";
import { simulatedPairs } from "./simulated-pairs.ts";
import { isStale } from "./staleness.ts";
import { supplyAhead } from "./supply-ahead.ts";
import { type TriedRemedy, triedRemedy } from "./tried-remedy.ts";
import { unknownNames, unknownShortNames } from "./unknown-names.ts";
import type { View } from "./view.ts";
import type { Views } from "./views.ts";

/** An assessment with the observations of each rule, and the view that they were made in. */
export interface Assessed {
  assessment: Assessment;
  observations: Observation[];
  view: View;
  /** The view that a rule is observed in: another one when it has a controlling stake or a day of lists of its own. */
  viewFor: (rule: Rule) => View;
  /** The same, with the views before that a rule about a change compares with. */
  viewsFor: (rule: Rule) => Views;
  /** The remedy of an observation as moves that a what-if makes; `null` where it is not the same. */
  tried: (observation: Observation) => TriedRemedy | null;
  /** The name of a supplier for one line. */
  nameOf: (supplierId: string) => string;
  /** What readers call an item, for one line. */
  itemOf: ItemOf;
  /** The restricted lists that a supplier, or anyone who certainly controls it, stands on as of a day. */
  listedOn: (supplierId: string, day: Day) => ReadonlySet<string>;
}

/** Measures a sector and observes each of its rules. */
export function assess(asked: AssessmentInput): Assessed {
  const lack = lackOf(asked);
  const isIncomplete = asked.fold.unreadable > 0 || isLacking(lack);
  const given = { ...asked, isIncomplete };
  const { input, viewsFor, ownership, view, observations } = observeSector(given);
  const { policy, fold, suppliers, window, version } = input;
  const unknown = [
    ...unknownNames(policy.rules, input, (rule) => viewsFor(rule).ownership),
    ...unknownShortNames(policy, asked),
  ];
  const ahead = supplyAhead(given, view, viewsFor);
  const { id, inputHash, policyHash } = identityOf(input, view, { lack, unknown, ahead });
  const { sector, unit } = policy;
  const assessment: Assessment = {
    id,
    sector,
    asOf: window.asOf,
    unit,
    windowDays: window.windowDays,
    windowEnd: window.end,
    positions: fold.positions,
    newestDate: fold.newestDate,
    stale: isStale(policy, fold.newestDate, window.asOf),
    waiting: fold.waiting,
    ...waitingOf(fold, unit),
    incomplete: isIncomplete,
    unreadable: fold.unreadable,
    ...(fold.unreadableItems.length === 0 ? {} : { unreadableItems: fold.unreadableItems }),
    ...toldOf(lack),
    illustrative: fold.exposure === 0 ? 0 : fold.illustrative / fold.exposure,
    ownershipCycles: ownership.cycles(),
    unknownNames: unknown,
    ...(ahead.length === 0 ? {} : { ahead }),
    inputHash,
    policyHash,
    version,
    scopes: measuredScopes(view, input),
    rules: observations.map((observation) => findingOf(observation, unit)),
    ...pairsOf(view, input),
  };
  return {
    assessment,
    observations,
    view,
    viewFor: (rule) => viewsFor(rule).view,
    viewsFor,
    tried: (observation) => triedRemedy(given, observation),
    nameOf: shownCompanies(suppliers, policy),
    itemOf: itemNames(policy),
    listedOn: listedOn(input),
  };
}

function measuredScopes(
  view: View,
  { policy, suppliers, window, isOneOfMany }: AssessmentInput,
): ScopeMeasures[] {
  return measureScopes([view.sector, ...view.items], {
    unit: policy.unit,
    nameOf: companyNames(suppliers, policy),
    network: view.network,
    windowDays: window.windowDays,
    isTimed: isOneOfMany !== true,
    countries: countriesOf(view, policy),
    named: namedCountries(policy),
  });
}

const MOST_PAIRS = 3;
// A few seconds. What other pairs cost is then bounded.
const MOST_WORK = 2e8;

function pairsOf(
  view: View,
  { policy, suppliers, isOneOfMany }: AssessmentInput,
): Pick<Assessment, "pairs" | "otherPairsAtMost"> {
  if (isOneOfMany === true || view.sector.total === 0 || !isAffordable(view.network)) return {};
  const limits = { pairs: MOST_PAIRS, work: MOST_WORK };
  return simulatedPairs(view, companyNames(suppliers, policy), limits);
}

/** What is stored about waiting positions; nothing when none waits. */
function waitingOf({ waitingExposure, waitingFrom }: Fold, unit: Unit) {
  if (waitingFrom === null) return {};
  return {
    ...(waitingExposure === MOST_WAITING ? {} : { waitingExposure: toUnit(waitingExposure, unit) }),
    waitingFrom,
  };
}

function findingOf(
  { rule, group, observed, isBelowFloor, exposure, contributions }: Observation,
  unit: Unit,
): RuleFinding {
  const floor = isBelowFloor ? floorSeen(rule, exposure) : null;
  return {
    rule: rule.id,
    group,
    measure: rule.measure,
    ...limitsOf(rule),
    observed: observed && toBounds(observed),
    ...(floor === null ? {} : { belowFloor: true as const, floor }),
    contributions: contributions && toStored(contributions, unit),
  };
}

/**
 * Every country in which goods are made, in any tier; in which suppliers stand, or from which they are
 * controlled; and every country that a rule names.
 */
function countriesOf({ sector, network }: View, policy: Policy): string[] {
  const made = [...sector.facets.origin.known.keys()];
  const madeAbove = network.graph.links.flatMap(({ originCountry }) => originCountry ?? []);
  const behind = network.affiliations.flatMap(({ control, country }) =>
    [control ?? [], country ?? []].flat(),
  );
  return [...new Set([...made, ...madeAbove, ...behind, ...namedCountries(policy)])].sort();
}

function namedCountries({ rules }: Policy): string[] {
  return [...new Set(rules.flatMap(({ measure }) => factsOf(measure).names.countries))];
}
