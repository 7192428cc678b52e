import type { Hop, Path } from "../look-through/chain.ts";
import { inspectRemoval, type Loss, mappedShare } from "../look-through/look-through.ts";
import type { Removal } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Policy } from "../policy/policy.ts";
import type { Facet } from "../supply/facet-totals.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import { groupNameOf, type Scope } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { countryName } from "../values/country-name.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import type { Interval } from "../values/interval.ts";
import { foldCountedAs, supplyCountedAs } from "./counted-supply.ts";
import { removableSet } from "./removable.ts";
import { removalsShown } from "./simulated-removals.ts";
import { type Staying, staying } from "./simulated-stays.ts";
import { createView, type View } from "./view.ts";

export interface SimulationInput {
  policy: Policy;
  fold: Fold;
  suppliers: Suppliers;
  links: Links;
  remove: RemovedSet;
}

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
  /** The exposure that is certainly lost. */
  lost: number;
  mapped: number;
  chains: SimulatedChain[];
}

/** What happens to a sector when a set is removed. An empty sector has no scopes. */
export interface Simulation {
  unit: Unit;
  /** What was removed, companies by their ids. */
  removed: RemovedSet;
  /** The share of the exposure that comes from illustrative positions. */
  illustrative: number;
  scopes: SimulatedScope[];
  stays: Record<Facet, Staying> | null;
  /**
   * The single removals that certainly cost something, worst first: of each kind those that an assessment lists,
   * and the owners and suppliers of unknown owner that are removed here, each by itself.
   */
  removals: (Removal & { name: string })[];
}

/** Removes a set from the world and says what is lost, how, and what stays; or why the set cannot be removed. */
export function simulate(input: SimulationInput): Simulation | { problem: string } {
  const { policy } = input;
  const fold = foldCountedAs(input.fold, policy.countAs);
  const { suppliers, links } = supplyCountedAs(input, policy.countAs);
  const view = createView(fold, resolveOwnership(suppliers, policy.controlStake), suppliers, links, policy);
  const names = (id: string) => suppliers.get(id)?.name ?? id;
  const remove = removableSet(input.remove, view, policy, names);
  if ("problem" in remove) return remove;
  const scopes = [view.sector, ...view.items];
  const simulated = inspectRemoval(scopes, remove, view.network, (scope, risk, loss) => ({
    scope: toSimulatedScope(scope, loss, view, policy.unit, names),
    stays: scope.group.by === "sector" ? staying(scope, remove, risk, names) : null,
  }));
  return {
    unit: policy.unit,
    removed: remove,
    illustrative: fold.exposure === 0 ? 0 : fold.illustrative / fold.exposure,
    scopes: simulated.flatMap((one) => one?.scope ?? []),
    stays: simulated[0]?.stays ?? null,
    removals: removalsShown(view, remove)
      .filter(({ loss }) => loss.lower > 0)
      .map((removal) => ({
        ...removal,
        name: removal.kind === "country" ? countryName(removal.key) : names(removal.key),
      })),
  };
}

function toSimulatedScope(
  scope: Scope,
  { lower, upper, chains }: Loss,
  { network }: View,
  unit: Unit,
  names: (id: string) => string,
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
