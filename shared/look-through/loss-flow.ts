import { type AffiliatedCell, NO_NODE } from "../supply/affiliated-cell.ts";
import { bindingInputs, linksOf } from "./binding-inputs.ts";
import { nodesOf } from "./components.ts";
import type { Network } from "./network.ts";
import { madeIn, type RemovedSet } from "./removed-set.ts";
import { visitsInRing } from "./ring-visits.ts";
import type { Risk } from "./risk.ts";

/**
 * A place that a loss flows through: goods of a country, an item, or a supplier. Suppliers that supply each other in a ring are
 * one place. The key `null` is an unknown supplier.
 */
export type FlowPlace =
  | { kind: "origin"; key: string }
  | { kind: "supplier"; keys: (string | null)[]; isRemoved: boolean }
  | { kind: "item"; key: string };

/** A certain loss on its way from one place to another, in minor units; not an integer, since shares are multiplied. */
export interface FlowStep {
  from: string;
  to: string;
  exposure: number;
}

/** How a certain loss gets in: what is removed at one end, the items that are bought at the other. */
export interface LossFlow {
  places: ReadonlyMap<string, FlowPlace>;
  steps: FlowStep[];
}

/**
 * The flow of what these cells certainly lose when `set` is removed. What leaves a place is what came into it. Where several
 * inputs decide equally, each carries an equal part. There are no cycles in it: a ring of suppliers is one place.
 */
export function lossFlow(
  cells: readonly AffiliatedCell[],
  set: RemovedSet,
  network: Network,
  risk: Risk,
): LossFlow {
  const flow = createFlow(network, risk);
  for (const cell of cells) enterCell(flow, cell, set);
  const { components } = network;
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    const nodes = nodesOf(components, component);
    if (nodes.every((node) => (flow.weight[node] ?? 0) === 0)) continue;
    if (components.cyclic[component] === 1) passThroughRing(flow, component);
    else for (const node of nodes) passThroughNode(flow, node);
  }
  return { places: flow.places, steps: [...flow.steps.values()] };
}

interface Flow {
  network: Network;
  risk: Risk;
  /** How much of the cells' exposure has arrived at each node, lost or not. */
  weight: Float64Array;
  places: Map<string, FlowPlace>;
  steps: Map<string, FlowStep>;
}

function createFlow(network: Network, risk: Risk): Flow {
  const weight = new Float64Array(network.graph.ids.length);
  return { network, risk, weight, places: new Map(), steps: new Map() };
}

/** What a cell loses comes to its item from its supplier; and to the supplier from the country where it is made, if that is removed. */
function enterCell(flow: Flow, cell: AffiliatedCell, set: RemovedSet): void {
  const { node, item, originCountry, exposure } = cell;
  const isMadeThere = originCountry !== null && madeIn(originCountry, set) === "yes";
  const lost = isMadeThere ? exposure : exposure * (node === NO_NODE ? 0 : (flow.risk.lower[node] ?? 0));
  if (lost === 0) return;
  const supplier = supplierPlace(flow, node);
  step(flow, supplier, place(flow, `item ${item}`, { kind: "item", key: item }), lost);
  if (node !== NO_NODE && flow.risk.removed[node] === 1) return;
  if (isMadeThere) step(flow, originPlace(flow, originCountry), supplier, lost);
  else flow.weight[node] = (flow.weight[node] ?? 0) + exposure;
}

function passThroughNode(flow: Flow, node: number): void {
  const { network, risk, weight } = flow;
  if (risk.removed[node] === 1) return;
  const inputs = bindingInputs(network.graph, node, risk);
  for (const input of inputs) passOn(flow, node, input, (weight[node] ?? 0) / inputs.length);
}

/** What enters a ring leaves it, after any number of rounds. Where that cannot be computed, the flow ends at the ring. */
function passThroughRing(flow: Flow, component: number): void {
  const { network, risk, weight } = flow;
  for (const { node, visits, inputs } of visitsInRing(network, component, risk, weight) ?? []) {
    for (const input of inputs) passOn(flow, node, input, visits / inputs.length);
  }
}

function passOn(flow: Flow, node: number, input: number, exposure: number): void {
  const { network, risk, weight } = flow;
  const to = supplierPlace(flow, node);
  for (const link of linksOf(network.graph, input)) {
    const above = network.graph.upstream[link] ?? 0;
    const isLostLink = risk.lostLinks[link] === 1;
    const part = exposure * (network.graph.share[link] ?? 0);
    const lost = part * (isLostLink ? 1 : (risk.lower[above] ?? 0));
    const from = supplierPlace(flow, above);
    if (lost === 0) continue;
    if (from !== to) step(flow, from, to, lost);
    const country = network.graph.links[link]?.originCountry ?? null;
    if (risk.removed[above] === 1) continue;
    if (isLostLink && country !== null) step(flow, originPlace(flow, country), from, lost);
    else if (from !== to) weight[above] = (weight[above] ?? 0) + part;
  }
}

/** The place of a supplier. The members of a ring that are not removed themselves have one place. */
function supplierPlace(flow: Flow, node: number): string {
  if (node === NO_NODE) return place(flow, "unknown", { kind: "supplier", keys: [null], isRemoved: false });
  const { network, risk } = flow;
  const component = network.components.componentOf[node] ?? 0;
  const isRemoved = risk.removed[node] === 1;
  if (isRemoved || network.components.cyclic[component] !== 1) {
    return place(flow, `node ${node}`, {
      kind: "supplier",
      keys: [network.graph.ids[node] ?? null],
      isRemoved,
    });
  }
  const known = flow.places.get(`ring ${component}`);
  if (known !== undefined) return `ring ${component}`;
  const members = [...nodesOf(network.components, component)].filter((one) => risk.removed[one] !== 1);
  const keys = members.map((one) => network.graph.ids[one] ?? null);
  return place(flow, `ring ${component}`, { kind: "supplier", keys, isRemoved: false });
}

function originPlace(flow: Flow, country: string): string {
  return place(flow, `origin ${country}`, { kind: "origin", key: country });
}

function place(flow: Flow, id: string, what: FlowPlace): string {
  if (!flow.places.has(id)) flow.places.set(id, what);
  return id;
}

function step({ steps }: Flow, from: string, to: string, exposure: number): void {
  const key = `${from}\u0000${to}`;
  const known = steps.get(key);
  if (known === undefined) steps.set(key, { from, to, exposure });
  else known.exposure += exposure;
}
