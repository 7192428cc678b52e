import type { Interval } from "../values/interval.ts";
import { listedBy, removalListing } from "../values/listing.ts";
import { createRanking } from "./bounded-ranking.ts";
import { type Chain, findChains } from "./chain.ts";
import {
  lowerRisk,
  type Network,
  type RemovedSet,
  solverFor,
  type TracedCell,
  type TracedScope,
  upperRisk,
} from "./network.ts";
import { bestPaths, type Paths } from "./paths.ts";
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
  return solver.removing(removed, (risk) => {
    const paths = bestPaths(network, risk);
    return scopes.map((scope) =>
      scope.total === 0 ? null : inspect(scope, risk, lossWithChains(scope, set, network, risk, paths)),
    );
  });
}

/** What each scope loses if the set is removed. */
export function lookThrough(
  scopes: readonly TracedScope[],
  set: RemovedSet,
  network: Network,
): (Loss | null)[] {
  return inspectRemoval(scopes, set, network, (_scope, _risk, loss) => loss);
}

/**
 * What each scope loses by each country, one at a time: the same as a look-through of each, solved with one solver.
 * `hasChains` says of which scopes, by country, the chains are wanted.
 */
export function lookThroughCountries(
  scopes: readonly TracedScope[],
  countries: readonly string[],
  network: Network,
  hasChains: (country: string, scope: number) => boolean = () => true,
): (Loss | null)[][] {
  const { solver, byKey } = countryRemovals(network);
  return countries.map((country) => {
    const set = { countries: [country] };
    return solver.removing(byKey.get(country) ?? NOTHING_REMOVED, (risk) => {
      let paths: Paths | undefined;
      return scopes.map((scope, at) => {
        if (scope.total === 0) return null;
        if (!hasChains(country, at)) return { ...lossOf(scope, set, risk), chains: [] };
        paths ??= bestPaths(network, risk);
        return lossWithChains(scope, set, network, risk, paths);
      });
    });
  });
}

function lossWithChains(
  scope: TracedScope,
  set: RemovedSet,
  network: Network,
  risk: Risk,
  paths: Paths,
): Loss {
  return {
    ...lossOf(scope, set, risk),
    chains: findChains(scope.cells, set, network, { risk, paths }, MOST_CHAINS),
  };
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
  /** How many more certainly cost something, where there are too many to be listed: none more than those listed. */
  more: number;
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
  const unnamed = measured.map(() => ({ owner: 0, country: 0 }));
  const kinds = [
    ["owner", ownerRemovals(network)],
    ["supplier", supplierRemovals(network)],
    ["country", withOrigins(countryRemovals(network), measured)],
  ] as const;
  const candidates = kinds.reduce((sum, [, { byKey }]) => sum + byKey.size, 0);
  const listing = removalListing(measured.length, candidates);
  const rankings = measured.map((_, at) => createRanking(listedBy(listing, at)));
  for (const [kind, { solver, nobody, setOf, byKey }] of kinds) {
    const meters = solver.removing(NOTHING_REMOVED, (risk) =>
      measured.map((scope) => createLossMeter(scope, nobody, risk)),
    );
    const losses = (set: RemovedSet, removed: Removed) =>
      solver.removing(removed, (risk) => meters.map((lossBy) => lossBy(set, risk)));
    for (const [key, removed] of byKey) {
      for (const [at, loss] of losses(setOf(key), removed).entries()) {
        rankings[at]?.add({ kind, key, loss });
      }
    }
    if (kind === "supplier") continue;
    for (const [at, { upper }] of losses(nobody, NOTHING_REMOVED).entries()) {
      const own = unnamed[at];
      if (own !== undefined) own[kind] = upper;
    }
  }
  const ranked = new Map(
    measured.map((scope, at) => [scope, { ...rankings[at]?.done(), unnamed: unnamed[at] } as Ranking]),
  );
  return scopes.map((scope) => ranked.get(scope) ?? NOTHING_LOST);
}

/** The ranking of a scope that has nothing to lose, or was not looked at. */
export const NOTHING_LOST: Ranking = { removals: [], more: 0, unnamed: { owner: 0, country: 0 } };

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

/** With the countries in which nothing but goods of positions is made. */
function withOrigins(removals: SingleRemovals, scopes: readonly TracedScope[]): SingleRemovals {
  const byKey = new Map(removals.byKey);
  for (const { originCountry } of scopes.flatMap(({ cells }) => cells)) {
    if (originCountry !== null && !byKey.has(originCountry)) byKey.set(originCountry, NOTHING_REMOVED);
  }
  return { ...removals, byKey };
}
