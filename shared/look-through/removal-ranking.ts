import type { Scope } from "../supply/scope.ts";
import { listedBy, removalListing } from "../values/listing.ts";
import { type BoundedRanking, createRanking } from "./bounded-ranking.ts";
import type { Network } from "./network.ts";
import { NOTHING_LOST, type Ranking, type Removal } from "./removal.ts";
import { createLossMeter } from "./scope-loss.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  type SingleRemovals,
  supplierRemovals,
  withOrigins,
} from "./single-removals.ts";

/**
 * Removes every owner, every supplier whose owner is not known, and every country that the sector reaches, one
 * at a time (N−1), and ranks the removals by what each scope loses. The first one is the scope's single point
 * of failure.
 *
 * What does not depend on the removal (the components, the state before) is computed once per kind. After that,
 * a removal costs the links below what it removes, and the cells of those suppliers.
 */
export function rankRemovals(scopes: readonly Scope[], network: Network): Ranking[] {
  const measured = scopes.filter(({ total }) => total > 0);
  const kinds = [
    ["owner", ownerRemovals(network)],
    ["supplier", supplierRemovals(network)],
    ["country", withOrigins(countryRemovals(network), measured)],
  ] as const;
  const candidates = kinds.reduce((sum, [, { byKey }]) => sum + byKey.size, 0);
  const listing = removalListing(measured.length, candidates);
  const ranked = measured.map((scope, at) => ({
    scope,
    ranking: createRanking(listedBy(listing, at)),
    unnamed: { owner: 0, country: 0 },
  }));
  for (const [kind, removals] of kinds) rankKind(ranked, kind, removals);
  const found = new Map(ranked.map(({ scope, ranking, unnamed }) => [scope, { ...ranking.done(), unnamed }]));
  return scopes.map((scope) => found.get(scope) ?? NOTHING_LOST);
}

interface ScopeInRanking {
  scope: Scope;
  ranking: BoundedRanking;
  unnamed: Ranking["unnamed"];
}

/** Adds all removals of one kind to the rankings. */
function rankKind(ranked: ScopeInRanking[], kind: Removal["kind"], removals: SingleRemovals): void {
  const { solver, nobody, setOf, byKey } = removals;
  const meters = solver.removing(NOTHING_REMOVED, (risk) =>
    ranked.map(({ scope, ...rest }) => ({ ...rest, lossBy: createLossMeter(scope, nobody, risk) })),
  );
  for (const [key, removed] of byKey) {
    const set = setOf(key);
    solver.removing(removed, (risk) => {
      for (const { ranking, lossBy } of meters) ranking.add({ kind, key, loss: lossBy(set, risk) });
    });
  }
  if (kind === "supplier") return;
  solver.removing(NOTHING_REMOVED, (risk) => {
    for (const { unnamed, lossBy } of meters) unnamed[kind] = lossBy(nobody, risk).upper;
  });
}
