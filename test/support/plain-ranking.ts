import { lowerRisk, type Network, upperRisk } from "../../shared/look-through/network.ts";
import type { Removal, RemovalKind } from "../../shared/look-through/removal.ts";
import type { RemovedSet } from "../../shared/look-through/removed-set.ts";
import type { Risk } from "../../shared/look-through/risk.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  placeRemovals,
  type SingleRemovals,
  supplierRemovals,
  withOrigins,
} from "../../shared/look-through/single-removals.ts";
import type { AffiliatedCell } from "../../shared/supply/affiliated-cell.ts";
import { placeKinds } from "../../shared/supply/place.ts";
import type { Scope } from "../../shared/supply/scope.ts";
import type { Interval } from "../../shared/values/interval.ts";

/**
 * The ranking of removals as its definition reads, to hold the real one against: every removal is solved, and what it costs
 * is summed cell by cell. Scopes must have exposure.
 */
export function plainRanking(scopes: readonly Scope[], network: Network): Removal[][] {
  const rankings = scopes.map((): Removal[] => []);
  const kinds: [RemovalKind, SingleRemovals][] = [
    ["owner", ownerRemovals(network)],
    ["supplier", supplierRemovals(network)],
    ["country", withOrigins(countryRemovals(network), scopes)],
    ...placeKinds.map((kind) => [kind, placeRemovals(network, kind)] as [RemovalKind, SingleRemovals]),
  ];
  for (const [kind, { solver, nobody, setOf, byKey }] of kinds) {
    const meters = solver.removing(NOTHING_REMOVED, (risk) =>
      scopes.map((scope) => plainMeter(scope, nobody, risk)),
    );
    for (const [key, removed] of byKey) {
      const set = setOf(key);
      solver.removing(removed, (risk) => {
        for (const [at, lossBy] of meters.entries())
          rankings[at]?.push({ kind, key, loss: lossBy(set, risk) });
      });
    }
  }
  return rankings;
}

/** The share of a scope's exposure that is lost, cell by cell. */
function plainLoss({ cells, optional, total }: Scope, set: RemovedSet, risk: Risk): Interval {
  let [certain, possible] = [0, 0];
  for (const cell of cells) {
    certain += cell.exposure * lowerRisk(cell, set, risk);
    possible += cell.exposure * upperRisk(cell, set, risk);
  }
  const lower = optional.map((cell) => [lowerRisk(cell, set, risk), cell.exposure] as const);
  const upper = optional.map((cell) => [upperRisk(cell, set, risk), cell.exposure] as const);
  return {
    lower: extreme(
      Math.min(certain, total),
      total,
      lower.sort(([a], [b]) => a - b),
      (one, share) => one < share,
    ),
    upper: extreme(
      Math.min(possible, total),
      total,
      upper.sort(([a], [b]) => b - a),
      (one, share) => one > share,
    ),
  };
}

function extreme(
  lost: number,
  total: number,
  inOrder: (readonly [risk: number, exposure: number])[],
  isFurther: (risk: number, share: number) => boolean,
): number {
  let [part, whole] = [lost, total];
  for (const [risk, exposure] of inOrder) {
    if (!isFurther(risk, part / whole)) break;
    part += risk * exposure;
    whole += exposure;
  }
  return Math.min(1, part / whole);
}

// When a removal changes more than this part of the cells, a plain sum over all cells is faster.
const FEW = 0.1;

/** The loss by a removal from the cells that it changes. */
function plainMeter(
  scope: Scope,
  nobody: RemovedSet,
  before: Risk,
): (set: RemovedSet, risk: Risk) => Interval {
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
    if (optional.length > 0 || risk.touched.length > FEW * cells.length) return plainLoss(scope, set, risk);
    const changed = new Set([
      ...risk.touched.flatMap((node) => ofNode.get(node) ?? []),
      ...(set.countries ?? []).flatMap((country) => ofCountry.get(country) ?? []),
    ]);
    let [certain, possible] = [0, sumBefore];
    for (const { cell, possibleBefore } of [...changed].sort((a, b) => a.at - b.at)) {
      certain += lost(cell, lowerRisk(cell, set, risk));
      possible += lost(cell, upperRisk(cell, set, risk)) - possibleBefore;
    }
    return {
      lower: Math.min(certain, total) / total,
      upper: Math.min(Math.max(certain, possible), total) / total,
    };
  };
}

function lost({ exposure }: AffiliatedCell, fraction: number): number {
  return exposure * fraction;
}
