import { type AffiliatedCell, NO_NODE } from "../supply/affiliated-cell.ts";
import { bindingInputs, linksOf } from "./binding-inputs.ts";
import { nodesOf } from "./components.ts";
import { lowerRisk, type Network } from "./network.ts";
import { madeIn, type RemovedSet } from "./removed-set.ts";
import { visitsInRing } from "./ring-visits.ts";
import type { Risk } from "./risk.ts";

/**
 * The exposure, in minor units, that is certainly lost through each owner of what is removed, through all
 * tiers. The exposures add up to the loss. Where several inputs decide equally, each counts for an equal part.
 * Goods that are made in a removed country count for the owner of their supplier, also when this supplier
 * itself is not removed. The key `null` stands for unknown owners.
 */
export function inflowByOwner(
  cells: readonly AffiliatedCell[],
  set: RemovedSet,
  network: Network,
  risk: Risk,
): Map<string | null, number> {
  const { graph, affiliations } = network;
  const lost = new Map<string | null, number>();
  const add = (owner: string | null, exposure: number) => {
    if (exposure > 0) lost.set(owner, (lost.get(owner) ?? 0) + exposure);
  };
  const weight = new Float64Array(graph.ids.length);
  for (const cell of cells) {
    const { node, originCountry, affiliation, exposure } = cell;
    const isTraced = madeIn(originCountry, set) !== "yes" && node !== NO_NODE;
    if (isTraced) weight[node] = (weight[node] ?? 0) + exposure;
    else add(affiliation.owner, exposure * lowerRisk(cell, set, risk));
  }
  const addNode = (node: number, exposure: number) => add(affiliations[node]?.owner ?? null, exposure);
  pushUpstream({ network, risk, weight, lose: addNode });
  for (const [node, exposure] of weight.entries()) if (risk.removed[node] === 1) addNode(node, exposure);
  return lost;
}

/** Exposure on its way upstream. `weight` is how much has arrived at each node. */
interface LossFlow {
  network: Network;
  risk: Risk;
  weight: Float64Array;
  /**
   * Called with the exposure that is lost at a node that is not removed itself, because one of its links is
   * made in a removed country.
   */
  lose: (node: number, exposure: number) => void;
}

// In a cycle, the exposure that is still moving gets smaller with each round. Below this part of what entered
// it is ignored.
const SMALLEST_REST = 1e-14;
const MOST_FLOW_SWEEPS = 20_000;
// When not even the loss of a ring is known exactly, what still moves after this many rounds is left out.
const MOST_SWEEPS_WITHOUT_END = 500;

/**
 * Moves each node's weight to the suppliers of the inputs that decide its loss, until all of it has arrived at
 * removed nodes.
 */
function pushUpstream(flow: LossFlow): void {
  const { network, weight } = flow;
  const { components, rings } = network;
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    const nodes = nodesOf(components, component);
    const entering = nodes.reduce((sum, node) => sum + (weight[node] ?? 0), 0);
    if (entering === 0) continue;
    const isRing = components.cyclic[component] === 1;
    const isOpen = !isRing || rings.errorPerStep(component) !== null;
    if (!isOpen && pushThroughRing(flow, component)) continue;
    const sweeps = isOpen ? MOST_FLOW_SWEEPS : MOST_SWEEPS_WITHOUT_END;
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
      for (const node of nodes) handOn(flow, node);
      if (!isRing || restIn(flow, nodes) <= entering * SMALLEST_REST) break;
    }
  }
}

function restIn({ weight, risk }: LossFlow, nodes: Int32Array): number {
  return nodes.reduce((sum, node) => sum + (risk.removed[node] === 1 ? 0 : (weight[node] ?? 0)), 0);
}

/** Moves the weight of one node upstream. */
function handOn(flow: LossFlow, node: number): void {
  const { network, risk, weight } = flow;
  const exposure = weight[node] ?? 0;
  if (exposure === 0 || risk.removed[node] === 1) return;
  weight[node] = 0;
  const inputs = bindingInputs(network.graph, node, risk);
  for (const input of inputs) passOn(flow, input, exposure / inputs.length, () => true);
}

function passOn(flow: LossFlow, input: number, exposure: number, takes: (upstream: number) => boolean): void {
  const { network, risk, weight, lose } = flow;
  for (const link of linksOf(network.graph, input)) {
    const above = network.graph.upstream[link] ?? 0;
    const part = exposure * (network.graph.share[link] ?? 0);
    if (risk.lostLinks[link] === 1) lose(above, part);
    else if (takes(above)) weight[above] = (weight[above] ?? 0) + part;
  }
}

/** Moves all weight through a ring in one computation; `false` when that cannot be computed. */
function pushThroughRing(flow: LossFlow, component: number): boolean {
  const { network, risk, weight } = flow;
  const visited = visitsInRing(network, component, risk, weight);
  if (visited === null) return false;
  const { components } = network;
  const leaves = (above: number) => components.componentOf[above] !== component || risk.removed[above] === 1;
  for (const { node } of visited) weight[node] = 0;
  for (const { visits, inputs } of visited) {
    for (const input of inputs) passOn(flow, input, visits / inputs.length, leaves);
  }
  return true;
}

/** The share of a loss that comes through one owner; `null` is an unknown owner. */
export interface Inflow {
  key: string | null;
  share: number;
}

/** What comes through each owner, as shares of `total`, largest first. `total` must be greater than 0. */
export function sharesOf(lost: ReadonlyMap<string | null, number>, total: number): Inflow[] {
  return [...lost]
    .map(([key, exposure]) => ({ key, share: exposure / total }))
    .sort((a, b) => b.share - a.share || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}
