import type { Hop, Path } from "../look-through/chain.ts";
import { inspectRemoval, type Loss, lookThrough, mappedShare } from "../look-through/look-through.ts";
import { placedShares } from "../look-through/placed-share.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { NameOf } from "../policy/named-company.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { type PlacedShares, placeFields, placeKinds } from "../supply/place.ts";
import { groupNameOf, type Scope } from "../supply/scope.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import type { Interval } from "../values/interval.ts";
import { type Pace, type RecoveryLoss, recoveryLosses } from "./recovery-loss.ts";
import { type Staying, staying } from "./simulated-stays.ts";
import type { View } from "./view.ts";

interface SimulatedPath {
  hops: (Hop & { name: string; ownerName: string | null })[];
  exposure: number;
}

export interface SimulatedChain extends SimulatedPath {
  item: string;
  /** Paths through other inputs that lose as much of the same goods. Their exposures do not add up. */
  ties: SimulatedPath[];
}

/** What one scope loses. Exposures are in the sector's unit, shares are fractions. */
interface SimulatedScope {
  item: string | null;
  exposure: number;
  loss: Interval;
  /** What it loses without the moves; absent where nothing moves. */
  lossBefore?: Interval;
  /** The exposure that is certainly lost. */
  lost: number;
  mapped: number;
  /** The share of exposure whose suppliers say where they are, for each kind of place that is removed; absent without one. */
  placed?: PlacedShares;
  /** What it loses until all are back; absent where nobody in its supply says how long stock lasts or when they are back. */
  recovery?: RecoveryLoss;
  chains: SimulatedChain[];
}

/** What a sector and each of its items loses, and what stays. An empty sector has no scopes. */
export interface SimulatedLoss {
  scopes: SimulatedScope[];
  stays: Record<Facet, Staying> | null;
}

/** Removes a set from a view; with `before`, also from the view before the moves. */
export function simulateLoss(
  remove: RemovedSet,
  view: View,
  before: View | null,
  pace: Pace,
  nameOf: NameOf,
): SimulatedLoss {
  const scopes = [view.sector, ...view.items];
  const places = placeKinds.filter((kind) => remove[placeFields[kind]] !== undefined);
  const recoveries = recoveryLosses(scopes, remove, view.network, pace);
  const simulated = inspectRemoval(scopes, remove, view.network, (scope, risk, loss) => ({
    scope: {
      ...toSimulatedScope(scope, loss, view, pace.unit, nameOf),
      ...(places.length === 0 ? {} : { placed: placedShares(scope, view.network, places) }),
    },
    stays: scope.group.by === "sector" ? staying(scope, remove, risk, nameOf) : null,
  }));
  const lostBefore = before === null ? new Map<string | null, Loss>() : lossesBy(remove, before);
  return {
    scopes: simulated.flatMap((one, at) => {
      if (one === null) return [];
      const was = lostBefore.get(one.scope.item);
      const recovery = recoveries?.[at] ?? null;
      return {
        ...one.scope,
        ...(was === undefined ? {} : { lossBefore: { lower: was.lower, upper: was.upper } }),
        ...(recovery === null ? {} : { recovery }),
      };
    }),
    stays: simulated[0]?.stays ?? null,
  };
}

function lossesBy(remove: RemovedSet, { sector, items, network }: View): Map<string | null, Loss> {
  const scopes = [sector, ...items];
  const losses = lookThrough(scopes, remove, network);
  return new Map(
    scopes.flatMap((scope, at) => {
      const loss = losses[at];
      return loss == null ? [] : [[groupNameOf(scope), loss] as const];
    }),
  );
}

function toSimulatedScope(
  scope: Scope,
  { lower, upper, chains }: Loss,
  { network }: View,
  unit: Unit,
  names: NameOf,
): SimulatedScope {
  const exposure = toUnit(scope.total, unit);
  return {
    item: groupNameOf(scope),
    exposure,
    loss: { lower, upper },
    lost: lower * exposure,
    mapped: mappedShare(scope, network),
    chains: chains.map((chain) => ({
      ...toSimulatedPath(chain),
      item: chain.item,
      ties: chain.ties.map(toSimulatedPath),
    })),
  };

  function toSimulatedPath({ hops, exposure: carried }: Path): SimulatedPath {
    return {
      hops: hops.map((hop) => ({
        ...hop,
        name: hop.supplier === null ? "an unknown supplier" : names(hop.supplier),
        ownerName: hop.owner === null ? null : names(hop.owner),
      })),
      exposure: toUnit(carried, unit),
    };
  }
}
