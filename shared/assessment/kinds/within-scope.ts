import { contributionsBy } from "../../measures/contribution.ts";
import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { remedyOf } from "../../remedy/remedy.ts";
import type { Scope } from "../../supply/scope.ts";
import type { Interval } from "../../values/interval.ts";
import { type MeasureKind, NOTHING } from "./measure-kind.ts";
import type { ScopeKind } from "./scope-kinds.ts";

/** A kind that needs only one scope, as a kind of measure: each scope is observed on its own. */
export function withinScope(measure: Measure, kind: ScopeKind) {
  const { dividedBy } = factsOf(measure);
  const valueIn = (scope: Scope): Interval | null => (scope.total === 0 ? null : kind.value(scope));
  return {
    observe: (scopes, { rule, view }) =>
      scopes.map((scope) => {
        const observed = valueIn(scope);
        if (observed === null) return NOTHING;
        return {
          ...NOTHING,
          observed,
          contributions: contributionsBy(scope.cells, dividedBy, kind.fractions),
          remedy: remedyOf(rule, observed, view.growth, (target) => kind.move(scope, target)),
        };
      }),
    valueIn,
    change: (now, then) => kind.change(now.scope, then.scope),
    fractionsIn: () => kind.fractions,
    boundModel: kind.boundModel,
    looseWithLeader: kind.looseWithLeader,
  } satisfies MeasureKind;
}
