import { type Affiliation, NOBODY } from "../supply/affiliation.ts";
import type { Link } from "../supply/link.ts";
import { possibleControls, possibleOwners } from "../supply/membership.ts";
import { type PlaceKind, placeFields } from "../supply/place.ts";
import type { Scope } from "../supply/scope.ts";
import { type Network, solverWith } from "./network.ts";
import { belongsTo, type RemovedSet, type SupplierTest } from "./removed-set.ts";
import type { Removed, RiskSolver } from "./risk.ts";

/** Many removals of one kind, each of one key (an owner, supplier, country or place), with one solver for all. */
export interface SingleRemovals {
  solver: RiskSolver;
  /** The set of a key that is not known by name: nobody certainly belongs to it. */
  nobody: RemovedSet;
  setOf: (key: string) => RemovedSet;
  byKey: ReadonlyMap<string, Removed>;
}

// A key that nobody has: asking for it finds those whose key is not known.
const NOT_A_KEY = "\u0000";

/** Removes nothing. */
export const NOTHING_REMOVED: Removed = { nodes: [], maybe: [], links: [] };

/** Every country that a supplier stands in or may be controlled from, or that a link is made in. */
export function countryRemovals(network: Network): SingleRemovals {
  const removals = collect(
    network,
    (country) => ({ countries: [country] }),
    (affiliation) => [
      ...possibleControls(affiliation).keys,
      ...(affiliation.country === null ? [] : [affiliation.country]),
    ],
  );
  return withLinks(removals, network, ({ originCountry }) => originCountry);
}

/** Every place of one kind that a supplier or a link names. */
export function placeRemovals(network: Network, kind: PlaceKind): SingleRemovals {
  const removals = collect(
    network,
    (place) => ({ [placeFields[kind]]: [place] }),
    ({ places }) => [...(places[kind] ?? [])],
  );
  return withLinks(removals, network, (link) => link[kind] ?? null);
}

/** The same removals, each with the links that name its key. */
function withLinks(
  removals: SingleRemovals,
  { graph }: Network,
  keyOf: (link: Link) => string | null,
): SingleRemovals {
  const byKey = new Map(removals.byKey);
  for (const [key, links] of Map.groupBy(graph.links.entries(), ([, link]) => keyOf(link))) {
    if (key === null) continue;
    byKey.set(key, { ...(byKey.get(key) ?? NOTHING_REMOVED), links: links.map(([at]) => at) });
  }
  return { ...removals, byKey };
}

/** Every possible owner: of suppliers that it certainly owns, and of those that it may own. */
export function ownerRemovals(network: Network): SingleRemovals {
  const removals = collect(
    network,
    (owner) => ({ owners: [owner] }),
    (affiliation) => possibleOwners(affiliation).keys,
  );
  const byKey = new Map(removals.byKey);
  for (const [head, { isOwner }] of groupsWithoutOwner(network)) if (!isOwner) byKey.delete(head);
  return { ...removals, byKey };
}

/** Every supplier whose owner is not known, each by itself. */
export function supplierRemovals(network: Network): SingleRemovals {
  const { graph, affiliations } = network;
  const byKey = new Map<string, Removed>();
  for (const [node, id] of graph.ids.entries()) {
    if (affiliations[node]?.owner === null) byKey.set(id, { nodes: [node], maybe: [], links: [] });
  }
  const solver = solverWith(network, new Uint8Array(graph.ids.length));
  return { solver, nobody: {}, setOf: (supplier) => ({ suppliers: [supplier] }), byKey };
}

interface Group {
  nodes: number[];
  /** Whether the head counts as the owner of the others: it has no supplier row, and controls them. */
  isOwner: boolean;
}

/** The groups of suppliers that share one unknown owner, by their heads. */
function groupsWithoutOwner({ graph, affiliations }: Network): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [node, { owner, group }] of affiliations.entries()) {
    if (owner !== null) continue;
    const known = groups.get(group.head) ?? { nodes: [], isOwner: false };
    known.nodes.push(node);
    if (group.above === "anybody" && graph.ids[node] !== group.head) known.isOwner = true;
    groups.set(group.head, known);
  }
  return groups;
}

function collect(
  network: Network,
  setOf: (key: string) => RemovedSet,
  keysOf: (affiliation: Affiliation) => string[],
): SingleRemovals {
  const { graph, affiliations } = network;
  const nobody = setOf(NOT_A_KEY);
  const always = new Uint8Array(graph.ids.length);
  const belongsToNobody = belongsTo(nobody);
  const tests = new Map<string, SupplierTest>();
  const found = new Map<string, { nodes: number[]; maybe: number[]; links: number[] }>();
  for (const [node, id] of graph.ids.entries()) {
    const affiliation = affiliations[node] ?? NOBODY;
    if (belongsToNobody(id, affiliation) === "maybe") always[node] = 1;
    for (const key of new Set(keysOf(affiliation))) {
      const test = tests.get(key) ?? belongsTo(setOf(key));
      tests.set(key, test);
      const answer = test(id, affiliation);
      const isKnown = answer === "maybe" && always[node] === 1;
      if (answer === "no" || isKnown) continue;
      const removed = found.get(key) ?? { nodes: [], maybe: [], links: [] };
      (answer === "yes" ? removed.nodes : removed.maybe).push(node);
      found.set(key, removed);
    }
  }
  return { solver: solverWith(network, always), nobody, setOf, byKey: found };
}

/** Adds the countries in which goods of positions are made but no supplier stands and no link is made. */
export function withOrigins(removals: SingleRemovals, scopes: readonly Scope[]): SingleRemovals {
  const byKey = new Map(removals.byKey);
  for (const { originCountry } of scopes.flatMap(({ cells }) => cells)) {
    if (originCountry !== null && !byKey.has(originCountry)) byKey.set(originCountry, NOTHING_REMOVED);
  }
  return { ...removals, byKey };
}
