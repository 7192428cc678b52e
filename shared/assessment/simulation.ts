import type { RemovedSet } from "../look-through/removed-set.ts";
import { withLimits } from "../policy/changed-limits.ts";
import { askedNames, companyNames } from "../policy/company-names.ts";
import type { NameOf } from "../policy/named-company.ts";
import type { Unit } from "../values/exposure.ts";
import type { Problem } from "../values/problem.ts";
import { type MeasuredInput, ofItsDay, withListings } from "./assessment-input.ts";
import { type ChangedRule, changedRules } from "./changed-rules.ts";
import { type Moved, moveSupply } from "./moved-supply.ts";
import type { Observation } from "./observation.ts";
import { observeSector } from "./observe-sector.ts";
import type { Pace } from "./recovery-loss.ts";
import { removableSet } from "./removable.ts";
import { removalName } from "./removal-name.ts";
import type { NamedRemoval } from "./scope-measures.ts";
import { type SimulatedLoss, simulateLoss } from "./simulated-loss.ts";
import { type SimulatedPair, simulatedPairs } from "./simulated-pairs.ts";
import { removalsShown } from "./simulated-removals.ts";
import { timedRemovals } from "./timed-removals.ts";
import type { View } from "./view.ts";
import { createViews } from "./views.ts";
import type { WhatIf } from "./what-if.ts";

/** A sector's supply, and what is asked about it. */
export interface SimulationInput extends Omit<MeasuredInput, "listings">, WhatIf {}

/** What happens to a sector when supply moves, limits change, and a set is removed. */
export interface Simulation extends SimulatedLoss {
  unit: Unit;
  /** What was removed, companies by their ids; `null` where nothing is removed. Then there are no scopes, and nothing stays. */
  removed: RemovedSet | null;
  /** The names of the removed owners and suppliers, by their ids; absent where none is removed. */
  removedNames?: Record<string, string>;
  /** The moves that came first; absent where nothing moves. */
  moved?: Moved[];
  /** The rules before and after moves and changed limits; absent where there are neither. */
  rules?: ChangedRule[];
  /** The share of the exposure that comes from illustrative positions. */
  illustrative: number;
  /**
   * The single removals that certainly cost something after the moves, worst first: of each kind those that an assessment lists,
   * and the owners, suppliers of unknown owner and places that are removed here, each by itself.
   */
  removals: NamedRemoval[];
  /** The pairs of removals that cost most after the moves, worst first; absent where they were not asked for. */
  pairs?: SimulatedPair[];
  /** The most that any other pair certainly costs; absent where none costs more than the last one of these. */
  otherPairsAtMost?: number;
}

const MOST_PAIRS = 10;
// A few minutes. What other pairs cost is then bounded.
const MOST_WORK = 1e10;

/** Moves supply, changes limits, removes a set, and says what comes of it; or why that cannot be asked. */
export function simulate(given: SimulationInput): Simulation | { problem: Problem } {
  const { move = [], limits = [], remove } = given;
  const policy = withLimits(given.policy, limits);
  if ("problem" in policy) return policy;
  const moved = moveSupply(given, move);
  if ("problem" in moved) return moved;
  const isMoved = move.length > 0;
  const before = withListings(given);
  const after = isMoved ? withListings({ ...given, ...moved, policy }) : { ...before, policy };
  const compared = isMoved || limits.length > 0 ? compare(before, after, isMoved) : null;
  const view = compared?.view ?? viewOf(after);
  const viewBefore = compared?.viewBefore ?? view;
  const nameOf = companyNames(moved.suppliers, policy);
  const asked = askedNames(moved.suppliers, policy);
  const removed = remove === undefined ? null : removableSet(remove, [viewBefore, view], policy, asked);
  if (removed !== null && "problem" in removed) return { problem: { path: [], message: removed.problem } };
  const { fold } = given;
  const pace = { unit: policy.unit, windowDays: given.window.windowDays };
  return {
    unit: policy.unit,
    removed,
    ...namesOf(removed, nameOf),
    ...(isMoved ? { moved: moved.moved } : {}),
    ...(compared === null ? {} : { rules: compared.rules }),
    illustrative: fold.exposure === 0 ? 0 : fold.illustrative / fold.exposure,
    ...(removed === null
      ? { scopes: [], stays: null }
      : simulateLoss(removed, view, isMoved ? viewBefore : null, pace, nameOf)),
    removals: namedRemovals(view, removed ?? {}, pace, nameOf),
    ...(given.pairs === true ? simulatedPairs(view, nameOf, { pairs: MOST_PAIRS, work: MOST_WORK }) : {}),
  };
}

/** Removals that certainly cost something, the worst of each kind with what is missing until all are back. */
function namedRemovals(view: View, removed: RemovedSet, pace: Pace, nameOf: NameOf): NamedRemoval[] {
  const removals = removalsShown(view, removed).filter(({ loss }) => loss.lower > 0);
  const timed = timedRemovals(view.sector, removals, view.network, pace);
  return removals.map((removal) => {
    const recovery = timed.get(removal);
    const name = removalName(removal, nameOf);
    return { ...removal, name, ...(recovery === undefined ? {} : { recovery }) };
  });
}

function namesOf(
  removed: RemovedSet | null,
  nameOf: (id: string) => string,
): Pick<Simulation, "removedNames"> {
  const ids = [...(removed?.owners ?? []), ...(removed?.suppliers ?? [])];
  if (ids.length === 0) return {};
  return { removedNames: Object.fromEntries(ids.map((id) => [id, nameOf(id)])) };
}

function viewOf(input: MeasuredInput): View {
  return createViews(ofItsDay(input))(null).view;
}

/** The rules and the sector before and after. Limits alone change no value. */
function compare(before: MeasuredInput, after: MeasuredInput, isMoved: boolean) {
  const was = observeSector(before);
  const now = isMoved ? observeSector(after) : { ...was, observations: relimited(was.observations, after) };
  return {
    viewBefore: was.view,
    view: now.view,
    rules: changedRules(was.observations, now.observations),
  };
}

function relimited(observations: readonly Observation[], { policy }: MeasuredInput): Observation[] {
  const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
  return observations.map((one) => ({ ...one, rule: rules.get(one.rule.id) ?? one.rule }));
}
