import type { Scope } from "../supply/scope.ts";
import { fraction, type Interval } from "../values/interval.ts";
import { lowerRisk, upperRisk } from "./network.ts";
import { byRisk, shareLost } from "./optional-risk.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Risk } from "./risk.ts";

/** The share of a scope's exposure that is lost. The scope must have exposure. */
export function lossOf({ cells, optional, total }: Scope, set: RemovedSet, risk: Risk): Interval {
  let certain = 0;
  let possible = 0;
  for (const cell of cells) {
    certain += cell.exposure * lowerRisk(cell, set, risk);
    possible += cell.exposure * upperRisk(cell, set, risk);
  }
  const lost = { lower: Math.min(certain, total), upper: Math.min(possible, total) };
  return shareLost(lost, total, {
    lower: byRisk(optional, (cell) => lowerRisk(cell, set, risk)),
    upper: byRisk(optional, (cell) => upperRisk(cell, set, risk)),
  });
}

/** Measures the loss of one scope for many removals. */
export type LossMeter = (set: RemovedSet, risk: Risk) => Interval;

// When a removal changes more than this part of the cells, a plain sum over all cells is faster.
const FEW = 0.1;

/**
 * Creates a meter that starts from what the scope may lose when nobody is removed. A removal then costs only
 * the cells that it changes: those of nodes whose risk changed, and those made in a removed country. The
 * certain loss is equal to the plain sum to the last bit, since unchanged cells add nothing to it.
 */
export function createLossMeter(scope: Scope, nobody: RemovedSet, before: Risk): LossMeter {
  const { cells, optional, total } = scope;
  const known = cells.map((cell, at) => ({
    at,
    cell,
    possibleBefore: cell.exposure * upperRisk(cell, nobody, before),
  }));
  const ofNode = Map.groupBy(known, ({ cell }) => cell.node);
  const ofCountry = Map.groupBy(known, ({ cell }) => cell.originCountry);
  const sumBefore = known.reduce((sum, { possibleBefore }) => sum + possibleBefore, 0);
  return (set, risk) => {
    if (optional.length > 0 || risk.touched.length > FEW * cells.length) return lossOf(scope, set, risk);
    let certain = 0;
    let possible = sumBefore;
    for (const { cell, possibleBefore } of changedBy(set, risk)) {
      certain += cell.exposure * lowerRisk(cell, set, risk);
      possible += cell.exposure * upperRisk(cell, set, risk) - possibleBefore;
    }
    return fraction(Math.min(certain, total), Math.min(Math.max(certain, possible), total), total);
  };

  /** The changed cells, in the order of the scope. */
  function changedBy({ countries = [] }: RemovedSet, { touched }: Risk) {
    const changed = new Set([
      ...touched.flatMap((node) => ofNode.get(node) ?? []),
      ...countries.flatMap((country) => ofCountry.get(country) ?? []),
    ]);
    return [...changed].sort((a, b) => a.at - b.at);
  }
}
