import type { Scope } from "../supply/scope.ts";
import { type Listing, listedBy, removalListing } from "../values/listing.ts";
import { byLoss, createRanking, moreUnlisted, NOTHING_UNLISTED } from "./bounded-ranking.ts";
import { type RankedKind, rankAll, type ScopeInRanking } from "./kind-ranking.ts";
import type { Network } from "./network.ts";
import { kindsNamed } from "./placed-share.ts";
import { NOTHING_LOST, type Ranking, type RemovalKind } from "./removal.ts";
import {
  countryRemovals,
  ownerRemovals,
  placeRemovals,
  type SingleRemovals,
  supplierRemovals,
  withOrigins,
} from "./single-removals.ts";
import { rankWorst } from "./worst-ranking.ts";

// Owners, suppliers and countries are ranked in any case, and places where some are named.
const KINDS_ALWAYS = 3;

/**
 * Removes every owner, every supplier whose owner is not known, every country and every place that the sector reaches, one
 * at a time (N−1), and ranks the removals by what each scope loses. The first one is the scope's single point
 * of failure. The worst of each kind are exact, and the others are bounded.
 */
export function rankRemovals(scopes: readonly Scope[], network: Network): Ranking[] {
  const measured = scopes.filter(({ total }) => total > 0);
  const placeKinds = kindsNamed(network);
  const listing = removalListing(measured.length, KINDS_ALWAYS + placeKinds.length);
  const worst = (kind: Exclude<RemovalKind, "country">, removals: SingleRemovals) =>
    rankEach(measured, listing, (ranked) => rankWorst(ranked, kind, removals, network));
  const owners = worst("owner", ownerRemovals(network));
  const suppliers = worst("supplier", supplierRemovals(network));
  const countries = rankEach(measured, listing, (ranked) =>
    rankAll(ranked, "country", withOrigins(countryRemovals(network), measured)),
  );
  const places = placeKinds.map((kind) => worst(kind, placeRemovals(network, kind)));
  const found = new Map(
    measured.map((scope, at) => {
      const kinds = [owners, suppliers, countries, ...places].flatMap((kind) => kind[at] ?? []);
      const removals = kinds.flatMap((kind) => kind.removals).sort(byLoss);
      const more = kinds.map((kind) => kind.more).reduce(moreUnlisted, NOTHING_UNLISTED);
      const unnamed = { owner: owners[at]?.unnamed ?? 0, country: countries[at]?.unnamed ?? 0 };
      return [scope, { removals, more: more.count === 0 ? null : more, unnamed }];
    }),
  );
  return scopes.map((scope) => found.get(scope) ?? NOTHING_LOST);
}

/** For each scope, its ranking of one kind of removal. */
function rankEach(
  scopes: readonly Scope[],
  listing: Listing,
  rank: (ranked: readonly ScopeInRanking[]) => RankedKind,
) {
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
