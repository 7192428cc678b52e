import { type Chain, findChains } from "./chain.ts";
import type { Interval } from "./interval.ts";
import {
  lowerRisk,
  type Network,
  type RemovedSet,
  solverFor,
  type TracedCell,
  type TracedScope,
  upperRisk,
} from "./network.ts";
import type { Removed, Risk, RiskSolver } from "./risk.ts";
import { createLossMeter, lossOf } from "./scope-loss.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  type SingleRemovals,
  supplierRemovals,
} from "./single-removals.ts";

/** What a scope loses when a set is removed from the world, through any tier. */
export interface Loss extends Interval {
  /** The chains that carry most of the certain loss, largest first. */
  chains: Chain[];
}

/** One removal of a ranking. */
export interface Removal {
  /** What is removed: an owner, a supplier whose owner is not known, or a country. */
  kind: "owner" | "supplier" | "country";
  key: string;
  loss: Interval;
}

// As many as a reader can check.
const MOST_CHAINS = 3;

/**
 * Removes a set and looks at what each scope loses: the share at risk through any tier, never less than the direct
 * dependency, with its chains; `null` for a scope without exposure. The risk is only valid within `inspect`.
 */
export function inspectRemoval<Result>(
  scopes: readonly TracedScope[],
  set: RemovedSet,
  network: Network,
  inspect: (scope: TracedScope, risk: Risk, loss: Loss) => Result,
): (Result | null)[] {
  const { solver, removed } = solverFor(network, set);
  return solver.removing(removed, (risk) =>
    scopes.map((scope) =>
      scope.total === 0 ? null : inspect(scope, risk, lossWithChains(scope, set, network, risk)),
    ),
  );
}

/** What each scope loses if the set is removed. */
export function lookThrough(
  scopes: readonly TracedScope[],
  set: RemovedSet,
  network: Network,
): (Loss | null)[] {
  return inspectRemoval(scopes, set, network, (_scope, _risk, loss) => loss);
}

/** What each scope loses by each country, one at a time: the same as a look-through of each, solved with one solver. */
export function lookThroughCountries(
  scopes: readonly TracedScope[],
  countries: readonly string[],
  network: Network,
): (Loss | null)[][] {
  const { solver, byKey } = countryRemovals(network);
  return countries.map((country) => {
    const set = { countries: [country] };
    return solver.removing(byKey.get(country) ?? NOTHING_REMOVED, (risk) =>
      scopes.map((scope) => (scope.total === 0 ? null : lossWithChains(scope, set, network, risk))),
    );
  });
}

function lossWithChains(scope: TracedScope, set: RemovedSet, network: Network, risk: Risk): Loss {
  return { ...lossOf(scope, set, risk), chains: findChains(scope.cells, set, network, risk, MOST_CHAINS) };
}

/** Share of exposure with suppliers whose inputs are declared, or said not to matter. */
export function mappedShare({ cells, total }: TracedScope, { isDeclared }: Network): number {
  let mapped = 0;
  for (const { node, exposure } of cells) if (isDeclared[node] === 1) mapped += exposure;
  return mapped / total;
}

/** Share of exposure with known suppliers that declared no inputs, and do not say that these do not matter. */
export function undeclaredShare({ cells, total }: TracedScope, { isDeclared }: Network): number {
  let undeclared = 0;
  for (const { node, exposure } of cells) if (isDeclared[node] === 0) undeclared += exposure;
  return undeclared / total;
}

/** What a scope loses by single removals. */
export interface Ranking {
  removals: Removal[];
  /** The most that it may lose by one of whom not even the name is known. */
  unnamed: Record<"owner" | "country", number>;
}

/**
 * Removes every owner, every supplier whose owner is not known, and every country that the sector reaches, one at a time
 * (N−1), and ranks them by what each scope loses. The first is the scope's single point of failure.
 *
 * What does not depend on the removal (components, the state before) is solved once per kind. Each removal then
 * costs the links below its members and the cells of those.
 */
export function rankRemovals(scopes: readonly TracedScope[], network: Network): Ranking[] {
  const measured = scopes.filter(({ total }) => total > 0);
  const rankings = new Map(measured.map((scope) => [scope, emptyRanking()]));
  const all = [...rankings.values()];
  const kinds = [
    ["owner", ownerRemovals(network)],
    ["supplier", supplierRemovals(network)],
    ["country", withOrigins(countryRemovals(network), measured)],
  ] as const;
  for (const [kind, { solver, nobody, setOf, byKey }] of kinds) {
    const meters = solver.removing(NOTHING_REMOVED, (risk) =>
      measured.map((scope) => createLossMeter(scope, nobody, risk)),
    );
    const losses = (set: RemovedSet, removed: Removed) =>
      solver.removing(removed, (risk) => meters.map((lossBy) => lossBy(set, risk)));
    for (const [key, removed] of byKey) {
      for (const [at, loss] of losses(setOf(key), removed).entries()) {
        all[at]?.removals.push({ kind, key, loss });
      }
    }
    if (kind === "supplier") continue;
    for (const [at, { upper }] of losses(nobody, NOTHING_REMOVED).entries()) {
      const ranking = all[at];
      if (ranking !== undefined) ranking.unnamed[kind] = upper;
    }
  }
  for (const { removals } of rankings.values()) removals.sort(byLoss);
  return scopes.map((scope) => rankings.get(scope) ?? emptyRanking());
}

/**
 * Visits every single removal that a loss of this kind counts, with the fraction of a cell that it costs, certainly and
 * possibly; last the one who is not known at all, as `null`. Both functions are only valid within `visit`.
 */
export function visitRemovals(
  scope: TracedScope,
  network: Network,
  kind: "owner" | "country",
  visit: (key: string | null, certain: CellRisk, possible: CellRisk) => void,
): void {
  const look = (key: string | null, set: RemovedSet, solver: RiskSolver, removed: Removed) =>
    solver.removing(removed, (risk) =>
      visit(
        key,
        (cell) => lowerRisk(cell, set, risk),
        (cell) => upperRisk(cell, set, risk),
      ),
    );
  const [named, ...others] =
    kind === "country"
      ? [withOrigins(countryRemovals(network), [scope])]
      : [ownerRemovals(network), supplierRemovals(network)];
  for (const { solver, setOf, byKey } of [named, ...others]) {
    for (const [key, removed] of byKey) look(key, setOf(key), solver, removed);
  }
  look(null, named.nobody, named.solver, NOTHING_REMOVED);
}

/** The fraction of a cell that is lost. */
export type CellRisk = (cell: TracedCell) => number;

function emptyRanking(): Ranking {
  return { removals: [], unnamed: { owner: 0, country: 0 } };
}

/** With the countries in which nothing but goods of positions is made. */
function withOrigins(removals: SingleRemovals, scopes: readonly TracedScope[]): SingleRemovals {
  const byKey = new Map(removals.byKey);
  for (const { originCountry } of scopes.flatMap(({ cells }) => cells)) {
    if (originCountry !== null && !byKey.has(originCountry)) byKey.set(originCountry, NOTHING_REMOVED);
  }
  return { ...removals, byKey };
}

function byLoss(a: Removal, b: Removal): number {
  return b.loss.lower - a.loss.lower || b.loss.upper - a.loss.upper || (a.key < b.key ? -1 : 1);
}
