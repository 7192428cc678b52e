import { type ScopeKind, scopeKinds } from "../../shared/assessment/kinds/scope-kinds.ts";
import { withinScope } from "../../shared/assessment/kinds/within-scope.ts";
import { type Contributions, contributionsBy } from "../../shared/measures/contribution.ts";
import type { ScopeMeasure } from "../../shared/policy/measure.ts";
import { factsOf } from "../../shared/policy/measure-facts.ts";
import type { Move, NoMove, Target } from "../../shared/remedy/remedy.ts";
import type { Scope } from "../../shared/supply/scope.ts";
import type { Interval } from "../../shared/values/interval.ts";

/** The value of a measure in a scope; `null` in a scope without exposure. */
export function observe(scope: Scope, measure: ScopeMeasure): Interval | null {
  return withinScope(measure, kindIn(measure)).valueIn(scope);
}

/** What each key contributes to a measure within a scope. */
export function contributionsOf(scope: Scope, measure: ScopeMeasure): Contributions {
  return contributionsBy(scope.cells, factsOf(measure).dividedBy, kindIn(measure).fractions);
}

/** What clears a limit on a measure within a scope. */
export function moveInScope(scope: Scope, measure: ScopeMeasure, target: Target): Move | NoMove | null {
  return kindIn(measure).move(scope, target);
}

function kindIn(measure: ScopeMeasure): ScopeKind {
  const kind = scopeKinds[measure.kind] as (measure: ScopeMeasure) => ScopeKind;
  return kind(measure);
}
