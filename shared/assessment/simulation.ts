import type { Hop, Path } from "../look-through/chain.ts";
import { inspectRemoval, type Loss, mappedShare } from "../look-through/look-through.ts";
import { lowerRisk } from "../look-through/network.ts";
import type { Removal } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Risk } from "../look-through/risk.ts";
import { herfindahl } from "../measures/concentration.ts";
import type { Policy } from "../policy/policy.ts";
import { type Facet, type FacetTotals, facets } from "../supply/facet-totals.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { possibleOwners } from "../supply/membership.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import { groupNameOf, type Scope } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { countryName } from "../values/country-name.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import { quoted } from "../values/parse.ts";
import { foldCountedAs, supplyCountedAs } from "./counted-supply.ts";
import { removalsShown } from "./simulated-removals.ts";
import { createView, type View } from "./view.ts";

export interface SimulationInput {
  policy: Policy;
  fold: Fold;
  suppliers: Suppliers;
  links: Links;
  remove: RemovedSet;
}

/** A key's share of all supply, and its share of what is not certainly lost by the removal. */
interface StayingShare {
  key: string;
  name: string;
  before: number;
  after: number;
}

/** What stays, by one facet, sorted by the share after the removal, largest first. HHI counts known keys only. */
export interface Staying {
  hhi: { before: number; after: number | null };
  keys: StayingShare[];
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
  const { policy, remove } = input;
  const fold = foldCountedAs(input.fold, policy.countAs);
  const { suppliers, links } = supplyCountedAs(input, policy.countAs);
  const view = createView(fold, resolveOwnership(suppliers, policy.controlStake), suppliers, links, policy);
  const problem = countedElsewhere(remove, policy) ?? unknownKey(remove, view, policy.sector);
  if (problem !== null) return { problem };
  const names = (id: string) => suppliers.get(id)?.name ?? id;
  const scopes = [view.sector, ...view.items];
  const simulated = inspectRemoval(scopes, remove, view.network, (scope, risk, loss) => ({
    scope: toSimulatedScope(scope, loss, view, policy.unit, names),
    stays: scope.group.by === "sector" ? staying(scope, remove, risk, names) : null,
  }));
  return {
    unit: policy.unit,
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

/** A country that counts as another has nothing of its own to lose. */
function countedElsewhere({ countries }: RemovedSet, { countAs = {}, sector }: Policy): string | null {
  const country = countries?.find((code) => countAs[code] !== undefined);
  return country === undefined ? null : `${country} counts as ${countAs[country]} in ${sector}: remove that`;
}

/** A mistyped key would remove nothing and look harmless. A country that exists may well supply nothing. */
function unknownKey(
  { owners, suppliers, countries }: RemovedSet,
  { network }: View,
  sector: SectorId,
): string | null {
  const owning = new Set(network.affiliations.flatMap((affiliation) => possibleOwners(affiliation).keys));
  const heads = new Set(
    network.affiliations.flatMap(({ owner, group }) => (owner === null ? group.head : [])),
  );
  const country = countries?.find((code) => countryName(code) === code);
  if (country !== undefined) return `"${country}" is not a country`;
  const owner = owners?.find((key) => !owning.has(key));
  if (owner !== undefined)
    return `owner ${quoted(owner)} does not occur in the supply of ${sector}, in any tier`;
  const supplier = suppliers?.find((key) => !network.graph.nodeOf.has(key) && !heads.has(key));
  return supplier === undefined
    ? null
    : `supplier ${quoted(supplier)} does not occur in the supply of ${sector}, in any tier`;
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

function staying(
  scope: Scope,
  remove: RemovedSet,
  risk: Risk,
  names: (id: string) => string,
): Record<Facet, Staying> {
  const left = scope.cells.map((cell) => cell.exposure * (1 - lowerRisk(cell, remove, risk)));
  const total = left.reduce((sum, exposure) => sum + exposure, 0);
  const byFacet = facets.map((facet) => {
    const after = new Map<string, number>();
    for (const [at, cell] of scope.cells.entries()) {
      const key = facetKeyOf(facet, cell);
      if (key !== null) after.set(key, (after.get(key) ?? 0) + (left[at] ?? 0));
    }
    const nameOf = facet === "origin" || facet === "control" ? countryName : names;
    return [facet, compareRemoval(scope.facets[facet], after, total, nameOf)] as const;
  });
  return Object.fromEntries(byFacet) as Record<Facet, Staying>;
}

function compareRemoval(
  before: FacetTotals,
  after: Map<string, number>,
  left: number,
  nameOf: (key: string) => string,
): Staying {
  const keys = [...before.known].map(([key, exposure]) => ({
    key,
    name: nameOf(key),
    before: exposure / before.total,
    after: left === 0 ? 0 : (after.get(key) ?? 0) / left,
  }));
  const hhiAfter = keys.reduce((sum, key) => sum + 10_000 * key.after * key.after, 0);
  return {
    hhi: { before: herfindahl({ ...before, groups: [] }).lower, after: left === 0 ? null : hhiAfter },
    keys: keys.sort((a, b) => b.after - a.after || b.before - a.before || (a.key < b.key ? -1 : 1)),
  };
}

function facetKeyOf(
  facet: Facet,
  { supplierId, originCountry, affiliation }: Scope["cells"][number],
): string | null {
  switch (facet) {
    case "supplier":
      return supplierId;
    case "origin":
      return originCountry;
    case "owner":
      return affiliation.owner;
    case "control":
      return affiliation.control;
  }
}
