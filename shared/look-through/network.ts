import { type Affiliation, NOBODY } from "../supply/affiliation.ts";
import type { Links } from "../supply/link.ts";
import { type Belongs, controlledFrom, ownedBy, standsOn } from "../supply/membership.ts";
import type { Ownership } from "../supply/ownership.ts";
import type { AffiliatedCell, Scope } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { type Components, findComponents } from "./components.ts";
import { createRings, type Rings } from "./rings.ts";
import { createRiskSolver, type Removed, type Risk, type RiskSolver } from "./risk.ts";
import { buildSupplyGraph, type SupplyGraph } from "./supply-graph.ts";

/** What is taken out of the world: countries, owners, suppliers, or all who stand on restricted lists. */
export interface RemovedSet {
  countries?: readonly string[] | undefined;
  owners?: readonly string[] | undefined;
  suppliers?: readonly string[] | undefined;
  lists?: readonly string[] | undefined;
}

/** A sector's suppliers through all tiers, and who stands behind each. */
export interface Network {
  graph: SupplyGraph;
  components: Components;
  rings: Rings;
  affiliations: readonly Affiliation[];
  /** 1 for each supplier whose inputs are declared, or said not to matter. */
  isDeclared: Uint8Array;
  /** How suppliers that declared no inputs count: safe, or as a possible loss. */
  unmappedSuppliers: "safe" | "unknown";
}

/** The network that the suppliers of these cells reach. */
export function createNetwork(
  cells: readonly AffiliatedCell[],
  links: Links,
  ownership: Ownership,
  suppliers: Suppliers,
  unmappedSuppliers: "safe" | "unknown",
): Network {
  const roots = new Set(cells.flatMap(({ supplierId }) => supplierId ?? []));
  const graph = buildSupplyGraph(roots, links);
  const affiliations = graph.ids.map(ownership.affiliationOf);
  const components = findComponents(graph);
  const rings = createRings(graph, components);
  const isDeclared = Uint8Array.from(graph.ids, (id, node) =>
    hasLinks(graph, node) || suppliers.get(id)?.inputs === "none" ? 1 : 0,
  );
  return { graph, components, rings, affiliations, isDeclared, unmappedSuppliers };
}

function hasLinks({ inputStart }: SupplyGraph, node: number): boolean {
  return (inputStart[node] ?? 0) < (inputStart[node + 1] ?? 0);
}

/**
 * Whether a supplier belongs to the set: by itself, by its owner, by a list, by the country that it is controlled from
 * or by the one that it stands in.
 */
export function supplierBelongs(supplierId: string, affiliation: Affiliation, set: RemovedSet): Belongs {
  const countries = new Set(set.countries);
  return most([
    set.suppliers?.includes(supplierId) ? "yes" : "no",
    ownedBy(affiliation, new Set(set.owners)),
    controlledFrom(affiliation, countries),
    standsIn(affiliation, countries),
    ...(set.lists ?? []).map((list) => standsOn(affiliation, list)),
  ]);
}

function standsIn({ country }: Affiliation, countries: ReadonlySet<string>): Belongs {
  if (countries.size === 0) return "no";
  if (country === null) return "maybe";
  return countries.has(country) ? "yes" : "no";
}

function most(answers: Belongs[]): Belongs {
  if (answers.includes("yes")) return "yes";
  return answers.includes("maybe") ? "maybe" : "no";
}

/** A solver for one set, and what the set removes. */
export function solverFor(network: Network, set: RemovedSet): { solver: RiskSolver; removed: Removed } {
  const { graph, affiliations } = network;
  const belongs = graph.ids.map((id, node) => supplierBelongs(id, affiliations[node] ?? NOBODY, set));
  const maybe = Uint8Array.from(belongs, (answer) => (answer === "maybe" ? 1 : 0));
  const nodes = [...belongs.keys()].filter((node) => belongs[node] === "yes");
  const links = [...graph.links.keys()].filter((link) =>
    isMadeIn(graph.links[link]?.originCountry ?? null, set),
  );
  return { solver: solverWith(network, maybe), removed: { nodes, maybe: [], links } };
}

/** A solver for many removals, of which `maybe` may belong to each. */
export function solverWith(network: Network, maybe: Uint8Array): RiskSolver {
  const { graph, components, rings, isDeclared, unmappedSuppliers } = network;
  const undeclared = isDeclared.map((declared) => (unmappedSuppliers === "unknown" ? 1 - declared : 0));
  return createRiskSolver(graph, components, rings, { maybe, undeclared });
}

/** A cell and the node of its supplier; `NO_NODE` when it is not known who sells it. */
export interface TracedCell extends AffiliatedCell {
  node: number;
}

/** A scope whose cells are traced into the network. */
export interface TracedScope extends Scope {
  cells: readonly TracedCell[];
  optional: readonly TracedCell[];
}

export const NO_NODE = -1;

/** Finds each cell's supplier in the network, once for every removal. */
export function trace(scope: Scope, { graph }: Network): TracedScope {
  const traced = (cell: AffiliatedCell): TracedCell => ({
    ...cell,
    node: graph.nodeOf.get(cell.supplierId ?? "") ?? NO_NODE,
  });
  return { ...scope, cells: scope.cells.map(traced), optional: scope.optional.map(traced) };
}

/** The fraction of a cell that is certainly lost: all if it is made in the set, else what its supplier loses. */
export function lowerRisk({ originCountry, node }: TracedCell, set: RemovedSet, risk: Risk): number {
  if (madeIn(originCountry, set) === "yes") return 1;
  return node === NO_NODE ? 0 : (risk.lower[node] ?? 0);
}

/** The fraction that is possibly lost: an unknown origin or supplier may belong to any set. */
export function upperRisk({ originCountry, node }: TracedCell, set: RemovedSet, risk: Risk): number {
  if (madeIn(originCountry, set) !== "no") return 1;
  return node === NO_NODE ? 1 : (risk.upper[node] ?? 1);
}

/** Whether goods of this origin are made in one of the set's countries. */
export function madeIn(originCountry: string | null, { countries }: RemovedSet): Belongs {
  if (!hasAny(countries)) return "no";
  if (originCountry === null) return "maybe";
  return countries?.includes(originCountry) ? "yes" : "no";
}

/** Whether what is known to be made somewhere is made in one of the set's countries. */
function isMadeIn(originCountry: string | null, { countries }: RemovedSet): boolean {
  return originCountry !== null && countries?.includes(originCountry) === true;
}

function hasAny(keys: readonly string[] | undefined): boolean {
  return keys !== undefined && keys.length > 0;
}
