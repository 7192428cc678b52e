import { type AffiliatedCell, NO_NODE } from "../supply/affiliated-cell.ts";
import { type Affiliation, NOBODY } from "../supply/affiliation.ts";
import type { Cell } from "../supply/cell.ts";
import type { Links } from "../supply/link.ts";
import type { Belongs } from "../supply/membership.ts";
import type { Ownership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { NO_TIMES, type Times, timesOf } from "../supply/times.ts";
import { type Components, findComponents } from "./components.ts";
import { belongsTo, isCutBy, madeIn, type RemovedSet } from "./removed-set.ts";
import { createRings, type Rings } from "./rings.ts";
import type { Removed, Risk, RiskSolver } from "./risk.ts";
import { createRiskSolver } from "./risk-solver.ts";
import { buildSupplyGraph, type SupplyGraph } from "./supply-graph.ts";

/** The suppliers of a sector through all tiers, and who stands behind each. */
export interface Network {
  graph: SupplyGraph;
  components: Components;
  rings: Rings;
  affiliations: readonly Affiliation[];
  /** Stock and recovery of each supplier, as far as they are known. */
  times: readonly Times[];
  /** 1 for each supplier whose inputs are declared, or said not to matter. */
  isDeclared: Uint8Array;
  /** Whether suppliers that declared no inputs count as safe, or as lost in the upper bound. */
  unmappedSuppliers: "safe" | "unknown";
}

/** The network that the suppliers of these cells reach through links. */
export function createNetwork(
  cells: Iterable<Pick<Cell, "supplierId">>,
  links: Links,
  ownership: Ownership,
  suppliers: Suppliers,
  unmappedSuppliers: "safe" | "unknown",
): Network {
  const roots = new Set<string>();
  for (const { supplierId } of cells) if (supplierId !== null) roots.add(supplierId);
  const graph = buildSupplyGraph(roots, links);
  const affiliations = graph.ids.map(ownership.affiliationOf);
  const components = findComponents(graph);
  const rings = createRings(graph, components);
  const isDeclared = Uint8Array.from(graph.ids, (id, node) =>
    hasLinks(graph, node) || suppliers.get(id)?.inputs === "none" ? 1 : 0,
  );
  const times = graph.ids.map((id) => timesOf(suppliers.get(id) ?? NO_TIMES));
  return { graph, components, rings, affiliations, times, isDeclared, unmappedSuppliers };
}

function hasLinks({ inputStart }: SupplyGraph, node: number): boolean {
  return (inputStart[node] ?? 0) < (inputStart[node + 1] ?? 0);
}

/** A solver for one set, and what this set removes. */
export function solverFor(network: Network, set: RemovedSet): { solver: RiskSolver; removed: Removed } {
  const { nodes, maybe, links } = takenBy(network, set);
  const isMaybe = new Uint8Array(network.graph.ids.length);
  for (const node of maybe) isMaybe[node] = 1;
  return { solver: solverWith(network, isMaybe), removed: { nodes, maybe: [], links } };
}

/** The nodes that a set removes, those that it may remove, and the links that it cuts. */
export function takenBy(network: Network, set: RemovedSet): Removed {
  const { graph, affiliations } = network;
  const test = belongsTo(set);
  const belongs = graph.ids.map((id, node) => test(id, affiliations[node] ?? NOBODY));
  const answering = (wanted: Belongs) => [...belongs.keys()].filter((node) => belongs[node] === wanted);
  const links = [...graph.links.entries()].flatMap(([at, link]) => (isCutBy(link, set) ? [at] : []));
  return { nodes: answering("yes"), maybe: answering("maybe"), links };
}

/** A solver for many removals. `maybe` is 1 for each node that may belong to any of them. */
export function solverWith(network: Network, maybe: Uint8Array): RiskSolver {
  const { graph, components, rings, isDeclared, unmappedSuppliers } = network;
  const undeclared = isDeclared.map((declared) => (unmappedSuppliers === "unknown" ? 1 - declared : 0));
  return createRiskSolver(graph, components, rings, { maybe, undeclared });
}

/**
 * The fraction of a cell that is certainly lost: 1 when it is made in a removed country, otherwise what its
 * supplier loses.
 */
export function lowerRisk(
  { originCountry, node }: Pick<AffiliatedCell, "originCountry" | "node">,
  set: RemovedSet,
  risk: Risk,
): number {
  if (madeIn(originCountry, set) === "yes") return 1;
  return node === NO_NODE ? 0 : (risk.lower[node] ?? 0);
}

/** The fraction of a cell that is possibly lost. An unknown origin or supplier may belong to any set. */
export function upperRisk(
  { originCountry, node }: Pick<AffiliatedCell, "originCountry" | "node">,
  set: RemovedSet,
  risk: Risk,
): number {
  if (madeIn(originCountry, set) !== "no") return 1;
  return node === NO_NODE ? 1 : (risk.upper[node] ?? 1);
}
