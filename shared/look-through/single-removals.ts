import { type Affiliation, NOBODY } from "../supply/affiliation.ts";
import { possibleControls, possibleOwners } from "../supply/membership.ts";
import { type Network, type RemovedSet, solverWith, supplierBelongs } from "./network.ts";
import type { Removed, RiskSolver } from "./risk.ts";

/** Many removals of one kind, each of one key, with one solver for all of them. */
export interface SingleRemovals {
  solver: RiskSolver;
  /** What one removes of whom not even the name is known: nobody certainly. */
  nobody: RemovedSet;
  setOf: (key: string) => RemovedSet;
  byKey: ReadonlyMap<string, Removed>;
}

// Belongs to nobody: asks only whose answer is missing.
const NOT_A_KEY = "\u0000";

/** Takes away nothing. */
export const NOTHING_REMOVED: Removed = { nodes: [], maybe: [], links: [] };

/** Every country that suppliers stand in or may be controlled from, and that a link says it is made in. */
export function countryRemovals(network: Network): SingleRemovals {
  const removals = collect(
    network,
    (country) => ({ countries: [country] }),
    (affiliation) => [
      ...possibleControls(affiliation).keys,
      ...(affiliation.country === null ? [] : [affiliation.country]),
    ],
  );
  const byKey = new Map(removals.byKey);
  const made = Map.groupBy(
    network.graph.links.keys(),
    (link) => network.graph.links[link]?.originCountry ?? null,
  );
  for (const [country, links] of made) {
    if (country !== null) byKey.set(country, { ...(byKey.get(country) ?? NOTHING_REMOVED), links });
  }
  return { ...removals, byKey };
}

/** Every owner: of suppliers that are certainly its own, or of which it is one of few that may own them. */
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

/** Every supplier whose owner is not known, by itself. */
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
  /** Whether its head is the owner of the others as far as is known: it has no row, and controls them. */
  isOwner: boolean;
}

/** The groups of suppliers with one owner who is not known, by their heads. */
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
  const found = new Map<string, { nodes: number[]; maybe: number[]; links: number[] }>();
  for (const [node, id] of graph.ids.entries()) {
    const affiliation = affiliations[node] ?? NOBODY;
    if (supplierBelongs(id, affiliation, nobody) === "maybe") always[node] = 1;
    for (const key of new Set(keysOf(affiliation))) {
      const answer = supplierBelongs(id, affiliation, setOf(key));
      const isKnown = answer === "maybe" && always[node] === 1;
      if (answer === "no" || isKnown) continue;
      const removed = found.get(key) ?? { nodes: [], maybe: [], links: [] };
      (answer === "yes" ? removed.nodes : removed.maybe).push(node);
      found.set(key, removed);
    }
  }
  return { solver: solverWith(network, always), nobody, setOf, byKey: found };
}
