import type { Interval } from "./interval.ts";
import { countedBy, type ScopeMeasure } from "./measure.ts";
import type { TracedCell, TracedScope } from "./network.ts";
import { crosses, firstLimit, limitsOf, type Rule } from "./policy.ts";
import type { AffiliatedCell, Scope } from "./scope.ts";
import { type Shift, type ShiftLine, shiftFromRisk } from "./shift.ts";
import { shiftForHerfindahl, shiftForTop } from "./shift-concentration.ts";

/** The first limit of a rule if the certain bound is beyond it: what a shift has to bring it back to. */
export function breachedLimit(rule: Rule, { lower, upper }: Interval): number | null {
  const limit = firstLimit(rule);
  return crosses(rule, limitsOf(rule).side === "above" ? lower : upper, limit) ? limit : null;
}

/** What clears a breached rule on a measure within a scope; `null` for a measure that no move of supply changes. */
export function shiftInScope(scope: Scope, measure: ScopeMeasure, rule: Rule, limit: number): Shift | null {
  const isAbove = limitsOf(rule).side === "above";
  switch (measure.kind) {
    case "hhi":
      return isAbove ? shiftForHerfindahl(scope.facets[measure.facet].known, scope.total, limit) : null;
    case "effective":
      return isAbove
        ? null
        : shiftForHerfindahl(scope.facets[measure.facet].known, scope.total, 10_000 / limit);
    case "top":
      return isAbove ? shiftForTop(scope.facets[measure.facet].known, scope.total, measure.n, limit) : null;
    case "unknown":
      return null;
    default: {
      const counts = countedBy(measure);
      // A share that is too small grows by what comes from outside of it.
      const [at, takes] = isAbove ? (["yes", "no"] as const) : (["no", "yes"] as const);
      const lines = scope.cells.map((cell) => {
        const answer = counts(cell);
        return lineOf(cell, answer === at ? 1 : 0, answer === takes);
      });
      return shiftFromRisk(lines, scope.total, isAbove ? limit : 1 - limit);
    }
  }
}

/** What clears a limit on the share at risk through any tier: moving to those who are not, as far as is known. */
export function shiftOfRisk(
  scope: TracedScope,
  riskOf: (cell: TracedCell) => number,
  rule: Rule,
  limit: number,
): Shift | null {
  if (limitsOf(rule).side === "below") return null;
  const lines = scope.cells.map((cell) =>
    lineOf(cell, riskOf(cell), cell.supplierId !== null && riskOf(cell) === 0),
  );
  return shiftFromRisk(lines, scope.total, limit);
}

function lineOf({ supplierId, item, exposure }: AffiliatedCell, risk: number, takes: boolean): ShiftLine {
  return { key: supplierId, item, exposure, risk, takes };
}
