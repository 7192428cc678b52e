import { inspectRemoval, lookThrough } from "../../look-through/look-through.ts";
import { inflowByOwner, sharesOf } from "../../look-through/loss-by-owner.ts";
import { lowerRisk, upperRisk } from "../../look-through/network.ts";
import type { RemovedSet } from "../../look-through/removed-set.ts";
import type { Risk } from "../../look-through/risk.ts";
import { shareBound } from "../../measures/bound-model.ts";
import { contributionsBy } from "../../measures/contribution.ts";
import type { LookThroughMeasure } from "../../policy/measure.ts";
import { remedyOf } from "../../remedy/remedy.ts";
import { moveFromLookThrough } from "../../remedy/rule-remedy.ts";
import type { AffiliatedCell } from "../../supply/affiliated-cell.ts";
import type { Interval } from "../../values/interval.ts";
import { changeOfRisk } from "./change-of-risk.ts";
import { type MeasureKind, NOTHING } from "./measure-kind.ts";

/** The share of exposure that is at risk, through any tier, when a set of countries or companies stops. */
export function lookThroughKind({ of }: LookThroughMeasure): MeasureKind {
  const set = removedBy(of);
  return {
    observe: (scopes, { rule, view: { network, growth } }) =>
      inspectRemoval(scopes, set, network, (scope, risk, { chains, ...observed }) => {
        const fractions = fractionsAtRisk(set, risk);
        return {
          observed,
          contributions: contributionsBy(scope.cells, "supplier", fractions),
          inflow: sharesOf(inflowByOwner(scope.cells, set, network, risk), scope.total),
          chains,
          remedy: remedyOf(rule, observed, growth, (target) => moveFromLookThrough(scope, fractions, target)),
        };
      }).map((found) => found ?? NOTHING),
    valueIn: (scope, network) => lookThrough([scope], set, network)[0] ?? null,
    change: (now, then) => changeOfRisk(now, then, set),
    fractionsIn: (scope, network) => {
      const [found] = inspectRemoval([scope], set, network, ({ cells }, risk) => {
        const fractions = fractionsAtRisk(set, risk);
        return new Map(cells.map((cell) => [cell, fractions(cell)]));
      });
      return (cell) => found?.get(cell) ?? { lower: 0, upper: 0 };
    },
    boundModel: shareBound,
    looseWithLeader: null,
  };
}

/** What a look-through removes from the world. */
export function removedBy(of: LookThroughMeasure["of"]): RemovedSet {
  return "list" in of ? { lists: [of.list] } : of;
}

function fractionsAtRisk(set: RemovedSet, risk: Risk): (cell: AffiliatedCell) => Interval {
  return (cell) => ({ lower: lowerRisk(cell, set, risk), upper: upperRisk(cell, set, risk) });
}
