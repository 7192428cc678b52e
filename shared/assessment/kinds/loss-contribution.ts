import { lowerRisk, type Network, upperRisk } from "../../look-through/network.ts";
import { type CountedKind, isCounted, type Removal } from "../../look-through/removal.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  type SingleRemovals,
  supplierRemovals,
} from "../../look-through/single-removals.ts";
import { type Contributions, type CountedFractions, contributionsBy } from "../../measures/contribution.ts";
import type { AffiliatedCell } from "../../supply/affiliated-cell.ts";
import type { Interval } from "../../values/interval.ts";
import type { RankedScope } from "../view.ts";
import type { RemovedKeys } from "./measure-kind.ts";

/**
 * For each scope, the contributions to the largest certain and the largest possible loss by a single removal of
 * one kind. `largest` are these losses, as observed; `null` for a scope without exposure.
 */
export function worstLossContributions(
  kind: RemovedKind,
  scopes: readonly RankedScope[],
  largest: readonly (Interval | null)[],
  network: Network,
): (Contributions | null)[] {
  const removed = scopes.map((scope, at) => ({
    lower: whoseLoss(scope, kind, "lower", largest[at]),
    upper: whoseLoss(scope, kind, "upper", largest[at]),
  }));
  const certain = fractionsLost(
    scopes,
    kind,
    removed.map(({ lower }) => lower),
    network,
    lowerRisk,
  );
  const possible = fractionsLost(
    scopes,
    kind,
    removed.map(({ upper }) => upper),
    network,
    upperRisk,
  );
  return scopes.map(({ cells }, at) => {
    if (largest[at] == null) return null;
    const contributions = contributionsBy(cells, "supplier", (cell) => ({
      lower: certain.get(cell) ?? 0,
      upper: possible.get(cell) ?? 0,
    }));
    const { lower = null, upper = null } = removed[at] ?? {};
    return { ...contributions, removed: { lower: lower?.key ?? null, upper: upper?.key ?? null } };
  });
}

/**
 * The fraction of each cell of a scope that is lost by the removal of these keys: owners, suppliers of unknown
 * owner, or countries.
 */
export function fractionsOfRemovals(
  kind: RemovedKind,
  scope: RankedScope,
  removed: RemovedKeys,
  network: Network,
): CountedFractions<AffiliatedCell> {
  const removalOf = (key: string | null): CountedRemoval | null => {
    if (key === null) return null;
    const isSupplier = kind === "owner" && supplierRemovals(network).byKey.has(key);
    return { kind: isSupplier ? "supplier" : kind, key, loss: { lower: 0, upper: 0 } };
  };
  const certain = fractionsLost([scope], kind, [removalOf(removed.lower)], network, lowerRisk);
  const possible = fractionsLost([scope], kind, [removalOf(removed.upper)], network, upperRisk);
  return (cell) => ({ lower: certain.get(cell) ?? 0, upper: possible.get(cell) ?? 0 });
}

type RemovedKind = "owner" | "country";
type CountedRemoval = Removal & { kind: CountedKind };

/** The removal that costs this much; `null` when it is the removal of an unknown owner or country. */
function whoseLoss(
  { removals }: RankedScope,
  kind: RemovedKind,
  bound: keyof Interval,
  loss: Interval | null | undefined,
): CountedRemoval | null {
  const counted = removals.filter((removal) => isCounted(removal, kind));
  return counted.find((removal) => removal.loss[bound] === loss?.[bound]) ?? null;
}

/**
 * The fraction of each cell that is lost by the removal of its scope. Each removal is solved once, for all of
 * its scopes.
 */
function fractionsLost(
  scopes: readonly RankedScope[],
  kind: RemovedKind,
  removals: readonly (CountedRemoval | null)[],
  network: Network,
  riskOf: typeof lowerRisk,
): Map<AffiliatedCell, number> {
  const fractions = new Map<AffiliatedCell, number>();
  const nameOf = (removal: CountedRemoval | null) =>
    JSON.stringify([removal?.kind ?? kind, removal?.key ?? null]);
  for (const same of Map.groupBy(removals.entries(), ([, removal]) => nameOf(removal)).values()) {
    const removal = same[0]?.[1] ?? null;
    const { solver, nobody, setOf, byKey } = REMOVALS[removal?.kind ?? kind](network);
    const set = removal === null ? nobody : setOf(removal.key);
    const removed = removal === null ? undefined : byKey.get(removal.key);
    solver.removing(removed ?? NOTHING_REMOVED, (risk) => {
      for (const cell of same.flatMap(([at]) => scopes[at]?.cells ?? [])) {
        fractions.set(cell, riskOf(cell, set, risk));
      }
    });
  }
  return fractions;
}

const REMOVALS = {
  owner: ownerRemovals,
  supplier: supplierRemovals,
  country: countryRemovals,
} satisfies { [kind in CountedKind]: (network: Network) => SingleRemovals };
