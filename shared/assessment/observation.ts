import type { Chain } from "../look-through/chain.ts";
import { inspectRemoval } from "../look-through/look-through.ts";
import { type Inflow, inflowByOwner, sharesOf } from "../look-through/loss-by-owner.ts";
import { lowerRisk, type TracedCell, type TracedScope, upperRisk } from "../look-through/network.ts";
import { type Contributions, contributionsOf } from "../measures/contribution.ts";
import { observe } from "../measures/observe.ts";
import type { LookThroughMeasure, Measure, ScopeMeasure } from "../policy/measure.ts";
import type { Rule } from "../policy/policy.ts";
import { moveFromLosses } from "../remedy/loss.ts";
import { type Remedy, remedyOf } from "../remedy/remedy.ts";
import { moveFromLookThrough, moveInScope } from "../remedy/rule-remedy.ts";
import type { Interval } from "../values/interval.ts";
import { changeOf } from "./change.ts";
import { lossContributions, worstLossContributions } from "./loss-contribution.ts";
import { removedSet } from "./removed-set.ts";
import type { RankedScope, View } from "./view.ts";

/** What a rule found in one group, and what explains it. `observed` is `null` where there is nothing to observe. */
export interface Observation {
  rule: Rule;
  /** The item or program of a rule that has one alert for each; else `null`. */
  group: string | null;
  observed: Interval | null;
  /** What each key brings to both bounds; `null` where there is nothing to observe, and for a change. */
  contributions: Contributions | null;
  /** For a look-through: through whom in the set the certain loss comes, by owner, largest first. */
  inflow: Inflow[];
  /** For a look-through: how most of it gets in. */
  chains: Chain[];
  /** For a rule that certainly breaches a limit: the least that has to move for it to clear. */
  remedy: Remedy | null;
}

/** The sector as it was a number of days before; `null` when it had no exposure. */
export type ViewBefore = (days: number) => View | null;

/** Observes a rule in each of its groups, or in the whole sector. */
export function observeRule(rule: Rule, view: View, viewBefore: ViewBefore): Observation[] {
  const scopes = groupsOf(rule, view);
  const values = evaluate(rule.measure, scopes, view, rule, viewBefore);
  return scopes.map((scope, at) => ({
    rule,
    group: scope.item ?? scope.program,
    ...(values[at] ?? NOTHING),
  }));
}

type Value = Omit<Observation, "rule" | "group">;

const NOTHING: Value = { observed: null, contributions: null, inflow: [], chains: [], remedy: null };

function groupsOf({ by }: Pick<Rule, "by">, { sector, items, programs }: View): RankedScope[] {
  if (by === undefined) return [sector];
  return by === "item" ? items : programs;
}

function evaluate(
  measure: Measure,
  scopes: RankedScope[],
  view: View,
  rule: Rule,
  viewBefore: ViewBefore,
): Value[] {
  switch (measure.kind) {
    case "look-through":
      return evaluateLookThrough(measure, scopes, view, rule);
    case "loss":
      return evaluateLosses(measure.of, scopes, view, rule);
    case "change":
      return evaluateChange(measure, scopes, view, rule, viewBefore);
    default:
      return scopes.map((scope) => evaluateInScope(measure, scope, view, rule));
  }
}

function evaluateInScope(measure: ScopeMeasure, scope: TracedScope, { growth }: View, rule: Rule): Value {
  const observed = observe(scope, measure);
  if (observed === null) return NOTHING;
  const remedy = remedyOf(rule, observed, growth, (target) => moveInScope(scope, measure, target));
  return { ...NOTHING, observed, contributions: contributionsOf(scope, measure), remedy };
}

function evaluateLookThrough(
  { of }: LookThroughMeasure,
  scopes: TracedScope[],
  { network, growth }: View,
  rule: Rule,
): Value[] {
  const set = removedSet(of);
  return inspectRemoval(scopes, set, network, (scope, risk, { chains, ...observed }) => {
    const riskOf = (cell: TracedCell) => ({
      lower: lowerRisk(cell, set, risk),
      upper: upperRisk(cell, set, risk),
    });
    return {
      observed,
      contributions: lossContributions(scope.cells, set, risk),
      inflow: sharesOf(inflowByOwner(scope.cells, set, network, risk), scope.total),
      chains,
      remedy: remedyOf(rule, observed, growth, (target) => moveFromLookThrough(scope, riskOf, target)),
    };
  }).map((value) => value ?? NOTHING);
}

function evaluateLosses(kind: "owner" | "country", scopes: RankedScope[], view: View, rule: Rule): Value[] {
  const { network, growth } = view;
  const losses = scopes.map((scope) => worstLoss(scope, kind));
  const contributions = worstLossContributions(kind, scopes, losses, network);
  return scopes.map((scope, at) => {
    const observed = losses[at] ?? null;
    if (observed === null) return NOTHING;
    const remedy = remedyOf(rule, observed, growth, (target) =>
      target.side === "below" ? null : moveFromLosses({ scope, network, kind }, target),
    );
    return { ...NOTHING, observed, contributions: contributions[at] ?? null, remedy };
  });
}

/**
 * The largest loss by any single removal: certain and possible ones may be of different keys. A supplier whose owner is
 * not known has one, so its loss is one owner's.
 */
function worstLoss({ total, removals, unnamed }: RankedScope, kind: "owner" | "country"): Interval | null {
  if (total === 0) return null;
  const losses = removals
    .filter((removal) => (removal.kind === "country") === (kind === "country"))
    .map(({ loss }) => loss);
  return {
    lower: losses.reduce((most, { lower }) => Math.max(most, lower), 0),
    upper: losses.reduce((most, { upper }) => Math.max(most, upper), unnamed[kind]),
  };
}

/** Now minus then: certain is the least that it can have risen by, possible the most. */
function evaluateChange(
  { of, days }: Extract<Measure, { kind: "change" }>,
  scopes: RankedScope[],
  view: View,
  rule: Rule,
  viewBefore: ViewBefore,
): Value[] {
  const then = viewBefore(days);
  if (then === null) return scopes.map(() => NOTHING);
  const scopesThen = groupsOf(rule, then);
  const valuesThen = evaluate(of, scopesThen, then, rule, viewBefore);
  return evaluate(of, scopes, view, rule, viewBefore).map(({ observed: now }, at) => {
    const scope = scopes[at];
    const same = scopesThen.findIndex(
      ({ item, program }) => item === scope?.item && program === scope?.program,
    );
    const before = scopesThen[same];
    const value = valuesThen[same]?.observed ?? null;
    if (now === null || value === null || scope === undefined || before === undefined) return NOTHING;
    const change = changeOf(
      of,
      { scope, network: view.network, value: now },
      { scope: before, network: then.network, value },
    );
    return { ...NOTHING, observed: change };
  });
}
