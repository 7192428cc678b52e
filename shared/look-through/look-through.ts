import type { Scope } from "../supply/scope.ts";
import type { CountryCode } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import { type Chain, findChains } from "./chain.ts";
import { type Network, solverFor } from "./network.ts";
import { bestPaths, type Paths } from "./paths.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Risk } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";
import { countryRemovals, NOTHING_REMOVED } from "./single-removals.ts";

/** What a scope loses when a set is removed from the world, through all tiers, as shares of its exposure. */
export interface Loss extends Interval {
  /** The chains that carry most of the certain loss, largest first. */
  chains: Chain[];
}

// More chains than these are too many for a reader to check.
const MOST_CHAINS = 3;

/**
 * Removes a set and calls `inspect` for each scope, with what it loses: the share at risk through all tiers,
 * which is never less than the direct dependency, and its chains. The result is `null` for a scope without
 * exposure. The risk is only valid within `inspect`.
 */
export function inspectRemoval<Result>(
  scopes: readonly Scope[],
  set: RemovedSet,
  network: Network,
  inspect: (scope: Scope, risk: Risk, loss: Loss) => Result,
): (Result | null)[] {
  const { solver, removed } = solverFor(network, set);
  return solver.removing(removed, (risk) => {
    const paths = bestPaths(network, risk);
    return scopes.map((scope) =>
      scope.total === 0 ? null : inspect(scope, risk, lossWithChains(scope, set, network, risk, paths)),
    );
  });
}

/** What each scope loses when a set is removed; `null` for a scope without exposure. */
export function lookThrough(scopes: readonly Scope[], set: RemovedSet, network: Network): (Loss | null)[] {
  return inspectRemoval(scopes, set, network, (_scope, _risk, loss) => loss);
}

/**
 * What each scope loses by each country, removed one at a time. The result is the same as that of `lookThrough`
 * for each country, but one solver computes all. `hasChains` says for which countries and scopes chains are
 * computed.
 */
export function lookThroughCountries(
  scopes: readonly Scope[],
  countries: readonly string[],
  network: Network,
  hasChains: (country: CountryCode, scope: number) => boolean = () => true,
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

function lossWithChains(scope: Scope, set: RemovedSet, network: Network, risk: Risk, paths: Paths): Loss {
  return {
    ...lossOf(scope, set, risk),
    chains: findChains(scope.cells, set, network, { risk, paths }, MOST_CHAINS),
  };
}

/** The share of exposure with suppliers whose inputs are declared, or said not to matter. */
export function mappedShare({ cells, total }: Scope, { isDeclared }: Network): number {
  let mapped = 0;
  for (const { node, exposure } of cells) if (isDeclared[node] === 1) mapped += exposure;
  return mapped / total;
}

/** The share of exposure with known suppliers whose inputs are neither declared nor said not to matter. */
export function undeclaredShare({ cells, total }: Scope, { isDeclared }: Network): number {
  let undeclared = 0;
  for (const { node, exposure } of cells) if (isDeclared[node] === 0) undeclared += exposure;
  return undeclared / total;
}
