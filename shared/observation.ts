import type { Chain } from "./chain.ts";
import { changeOf } from "./change.ts";
import { inflowByOwner } from "./inflow.ts";
import type { Interval } from "./interval.ts";
import { inspectRemoval } from "./look-through.ts";
import { type LookThroughMeasure, type Measure, observe, type ScopeMeasure } from "./measure.ts";
import { lowerRisk, type TracedCell, type TracedScope } from "./network.ts";
import { addingUpTo, exposureParts, type Part, partsOf } from "./part.ts";
import type { Rule } from "./policy.ts";
import { removedSet } from "./removed-set.ts";
import { clearingOf, shiftInScope, shiftOfRisk } from "./rule-shift.ts";
import type { Clearing } from "./shift.ts";
import type { RankedScope, View } from "./view.ts";

/** What a rule found in one group, and what explains it. `observed` is `null` where there is nothing to observe. */
export interface Observation {
  rule: Rule;
  /** The item or program of a rule that has one alert for each; else `null`. */
  group: string | null;
  observed: Interval | null;
  /** What each key adds to the lower bound, largest first; `null` for a measure that is no sum over keys. */
  parts: Part[] | null;
  /** For a look-through: how most of it gets in. */
  chains: Chain[];
  /** For a rule that certainly breaches a limit: what would clear it. */
  clearing: Clearing | null;
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

const NOTHING: Value = { observed: null, parts: null, chains: [], clearing: null };

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
      return scopes.map((scope) => ({ ...NOTHING, observed: worstLoss(scope, measure.of) }));
    case "change":
      return evaluateChange(measure, scopes, view, rule, viewBefore);
    default:
      return scopes.map((scope) => evaluateInScope(measure, scope, rule));
  }
}

function evaluateInScope(measure: ScopeMeasure, scope: TracedScope, rule: Rule): Value {
  const observed = observe(scope, measure);
  if (observed === null) return NOTHING;
  const clearing = clearingOf(rule, observed, (limit) => shiftInScope(scope, measure, rule, limit));
  return { observed, parts: partsOf(scope, measure), chains: [], clearing };
}

function evaluateLookThrough(
  { of }: LookThroughMeasure,
  scopes: TracedScope[],
  { network }: View,
  rule: Rule,
): Value[] {
  const set = removedSet(of);
  return inspectRemoval(scopes, set, network, (scope, risk, { chains, ...observed }) => {
    const riskOf = (cell: TracedCell) => lowerRisk(cell, set, risk);
    return {
      observed,
      parts: addingUpTo(
        observed.lower,
        exposureParts(inflowByOwner(scope.cells, set, network, risk), scope.total),
        scope,
      ),
      chains,
      clearing: clearingOf(rule, observed, (limit) => shiftOfRisk(scope, riskOf, rule, limit)),
    };
  }).map((value) => value ?? NOTHING);
}

/** The largest loss by any single removal: certain and possible ones may be of different keys. */
function worstLoss({ total, removals, unnamed }: RankedScope, kind: "owner" | "country"): Interval | null {
  if (total === 0) return null;
  const losses = removals.filter((removal) => removal.kind === kind).map(({ loss }) => loss);
  return {
    lower: Math.max(0, ...losses.map(({ lower }) => lower)),
    upper: Math.max(unnamed[kind], ...losses.map(({ upper }) => upper)),
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
