import type { Scope } from "../supply/scope.ts";
import { listedBy, removalListing } from "../values/listing.ts";
import { byLoss, createRanking, moreUnlisted, NOTHING_UNLISTED } from "./bounded-ranking.ts";
import { type RankedKind, rankAll, type ScopeInRanking } from "./kind-ranking.ts";
import type { Network } from "./network.ts";
import { NOTHING_LOST, type Ranking } from "./removal.ts";
import { countryRemovals, ownerRemovals, supplierRemovals, withOrigins } from "./single-removals.ts";
import { rankWorst } from "./worst-ranking.ts";

/**
 * Removes every owner, every supplier whose owner is not known, and every country that the sector reaches, one
 * at a time (N−1), and ranks the removals by what each scope loses. The first one is the scope's single point
 * of failure. The worst of each kind are exact, and the others are bounded.
 */
export function rankRemovals(scopes: readonly Scope[], network: Network): Ranking[] {
  const measured = scopes.filter(({ total }) => total > 0);
  const owners = rankEach(measured, (ranked) => rankWorst(ranked, "owner", ownerRemovals(network), network));
  const suppliers = rankEach(measured, (ranked) =>
    rankWorst(ranked, "supplier", supplierRemovals(network), network),
  );
  const countries = rankEach(measured, (ranked) =>
    rankAll(ranked, "country", withOrigins(countryRemovals(network), measured)),
  );
  const found = new Map(
    measured.map((scope, at) => {
      const kinds = [owners, suppliers, countries].flatMap((kind) => kind[at] ?? []);
      const removals = kinds.flatMap((kind) => kind.removals).sort(byLoss);
      const more = kinds.map((kind) => kind.more).reduce(moreUnlisted, NOTHING_UNLISTED);
      const unnamed = { owner: owners[at]?.unnamed ?? 0, country: countries[at]?.unnamed ?? 0 };
      return [scope, { removals, more: more.count === 0 ? null : more, unnamed }];
    }),
  );
  return scopes.map((scope) => found.get(scope) ?? NOTHING_LOST);
}

/** For each scope, its ranking of one kind of removal. */
function rankEach(scopes: readonly Scope[], rank: (ranked: readonly ScopeInRanking[]) => RankedKind) {
  const listing = removalListing(scopes.length);
  const ranked = scopes.map((scope, at) => ({ scope, ranking: createRanking(listedBy(listing, at)) }));
  const { unnamed, unsolved } = rank(ranked);
  return ranked.map(({ ranking }, at) => {
    const { removals, more } = ranking.done();
    return {
      removals,
      more: moreUnlisted(more, unsolved[at] ?? NOTHING_UNLISTED),
      unnamed: unnamed[at]?.upper ?? 0,
    };
  });
}
