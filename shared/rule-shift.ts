import type { Interval } from "./interval.ts";
import { countedBy, type ScopeMeasure } from "./measure.ts";
import type { TracedCell, TracedScope } from "./network.ts";
import { crosses, limitsOf, type Rule, withMargin } from "./policy.ts";
import type { AffiliatedCell, FacetTotals, Scope } from "./scope.ts";
import { type Clearing, type Shift, type ShiftLine, shiftFromRisk } from "./shift.ts";
import { shiftForHerfindahl, shiftForTop } from "./shift-concentration.ts";

/**
 * What brings the certain bound of a breached rule back inside, by its margin: of all its limits if a move can, else of
 * the one that it stands at. `null` where no limit is certainly breached, or nothing that can be moved is measured.
 */
export function clearingOf(
  rule: Rule,
  { lower, upper }: Interval,
  shiftTo: (limit: number) => Shift | null,
): Clearing | null {
  const { side, limits } = limitsOf(rule);
  const bound = side === "above" ? lower : upper;
  const breached = [limits.warning, limits.critical].filter(
    (limit) => limit !== undefined && crosses(rule, bound, limit),
  );
  const tried = breached.flatMap((limit) => {
    if (limit === undefined) return [];
    const cleared = withMargin(limit, side, rule.margin);
    const shift = shiftTo(cleared);
    return shift === null ? [] : [{ limit: cleared, shift }];
  });
  return tried.find(({ shift }) => !("impossible" in shift)) ?? tried[0] ?? null;
}

/** What clears a breached rule on a measure within a scope; `null` for a measure that no move of supply changes. */
export function shiftInScope(scope: Scope, measure: ScopeMeasure, rule: Rule, limit: number): Shift | null {
  const isAbove = limitsOf(rule).side === "above";
  switch (measure.kind) {
    case "hhi":
      return isAbove ? shiftForHerfindahl(heldIn(scope.facets[measure.facet]), scope.total, limit) : null;
    case "effective":
      return isAbove
        ? null
        : shiftForHerfindahl(heldIn(scope.facets[measure.facet]), scope.total, 10_000 / limit);
    case "top":
      return isAbove ? shiftForTop(heldIn(scope.facets[measure.facet]), scope.total, measure.n, limit) : null;
    case "unknown":
      return null;
    default: {
      const counts = countedBy(measure);
      // A share that is too small grows by what comes from outside of it.
      const [at, takes] = isAbove ? (["yes", "no"] as const) : (["no", "yes"] as const);
      const lines = scope.cells.map((cell) => {
        const answer = counts(cell);
        return { ...lineOf(cell, answer === at ? 1 : 0, answer === takes), key: keyMoved(measure, cell) };
      });
      return shiftFromRisk(lines, scope.total, isAbove ? limit : 1 - limit);
    }
  }
}

/** Who certainly holds what, by key; suppliers that certainly have one owner, whoever that is, by the first of them. */
function heldIn({ known, groups }: FacetTotals): Map<string, number> {
  return new Map([...known, ...groups.map(({ id, certain }) => [id, certain] as const)]);
}

/** Who gives up what is counted: the country of manufacture where that is counted, else who sells it. */
function keyMoved(measure: ScopeMeasure, { originCountry, supplierId }: AffiliatedCell): string | null {
  const byOrigin = measure.kind === "share" && "countries" in measure.of && measure.of.facet === "origin";
  return byOrigin ? originCountry : supplierId;
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
