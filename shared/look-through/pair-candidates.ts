import { type Affiliation, NOBODY } from "../supply/affiliation.ts";
import { possibleControls, possibleOwners } from "../supply/membership.ts";
import type { Scope } from "../supply/scope.ts";
import type { Network } from "./network.ts";
import { kindsNamed } from "./placed-share.ts";
import type { RemovalKind } from "./removal.ts";
import { belongsTo, type RemovedSet } from "./removed-set.ts";
import type { Removed } from "./risk.ts";
import {
  countryRemovals,
  ownerRemovals,
  placeRemovals,
  type SingleRemovals,
  supplierRemovals,
  withOrigins,
} from "./single-removals.ts";

/** One of the two that may be removed together. */
export interface PairCandidate {
  kind: RemovalKind;
  key: string;
  set: RemovedSet;
  removed: Removed;
}

/** Everything that is removed alone in a ranking, and what only two of them take. */
export interface PairCandidates {
  all: PairCandidate[];
  /** The pairs with suppliers that are certainly lost by both, and by neither alone, and these suppliers. */
  together: readonly { pair: readonly [PairCandidate, PairCandidate]; nodes: readonly number[] }[];
}

/** The candidates of a scope. */
export function pairCandidates(scope: Scope, network: Network): PairCandidates {
  const kinds: [RemovalKind, SingleRemovals][] = [
    ["owner", ownerRemovals(network)],
    ["supplier", supplierRemovals(network)],
    ["country", withOrigins(countryRemovals(network), [scope])],
    ...kindsNamed(network).map(
      (kind) => [kind, placeRemovals(network, kind)] as [RemovalKind, SingleRemovals],
    ),
  ];
  const byName = new Map<string, PairCandidate>();
  const nodes = new Map<string, { pair: [PairCandidate, PairCandidate]; nodes: number[] }>();
  for (const [kind, { byKey, setOf }] of kinds) {
    for (const [key, removed] of byKey)
      byName.set(nameOf({ kind, key }), { kind, key, removed, set: setOf(key) });
  }
  for (const [kind, { setOf }] of kinds) {
    for (const [node, id] of network.graph.ids.entries()) {
      const affiliation = network.affiliations[node] ?? NOBODY;
      const [one, other, ...more] = [...new Set(keysOf(kind, affiliation))].sort();
      if (one === undefined || other === undefined || more.length > 0) continue;
      const pair = [byName.get(nameOf({ kind, key: one })), byName.get(nameOf({ kind, key: other }))];
      const [a, b] = pair;
      if (a === undefined || b === undefined) continue;
      const answers = [a.set, b.set, joinedSet(setOf(one), setOf(other))].map((set) =>
        belongsTo(set)(id, affiliation),
      );
      if (answers[0] === "yes" || answers[1] === "yes" || answers[2] !== "yes") continue;
      const known = nodes.get(pairName(a, b)) ?? { pair: [a, b], nodes: [] };
      known.nodes.push(node);
      nodes.set(pairName(a, b), known);
    }
  }
  return {
    all: [...byName.values()],
    together: [...nodes.values()],
  };
}

/** What both sets remove. */
export function joinedSet(a: RemovedSet, b: RemovedSet): RemovedSet {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof RemovedSet)[]);
  return Object.fromEntries([...fields].map((field) => [field, [...(a[field] ?? []), ...(b[field] ?? [])]]));
}

function keysOf(kind: RemovalKind, affiliation: Affiliation): readonly string[] {
  if (kind === "supplier") return [];
  if (kind === "owner") return possibleOwners(affiliation).keys;
  return kind === "country" ? possibleControls(affiliation).keys : (affiliation.places[kind] ?? []);
}

/** The name of a candidate among all. */
export function nameOf({ kind, key }: Pick<PairCandidate, "kind" | "key">): string {
  return `${kind} ${key}`;
}

function pairName(...pair: readonly [PairCandidate, PairCandidate]): string {
  return JSON.stringify(pair.map(nameOf).sort());
}
