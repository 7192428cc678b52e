import { bindingInputs, linksOf } from "./binding-inputs.ts";
import { lowerRisk, madeIn, type Network, NO_NODE, type RemovedSet, type TracedCell } from "./network.ts";
import { visitsInRing } from "./ring-visits.ts";
import { nodesOf } from "./rings.ts";
import type { Risk } from "./risk.ts";

/**
 * Through whom a certain loss comes: the exposure that is lost by each owner of what is removed, through all
 * tiers. The parts add up to the loss. Where several inputs decide equally, each counts for an equal part. Goods made in
 * a removed country by somebody outside the set are lost by their own supplier's owner. An owner that is not known is
 * `null`.
 */
export function inflowByOwner(
  cells: readonly TracedCell[],
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

/** Exposure on its way upstream: `weight` is what has come to each node. */
interface Flow {
  network: Network;
  risk: Risk;
  weight: Float64Array;
  /** Takes what is lost at a node though it is not removed itself: a link of it is made in a removed country. */
  lose: (node: number, exposure: number) => void;
}

// A cycle passes on an ever smaller rest of what entered it.
const SMALLEST_REST = 1e-14;
const MOST_SWEEPS = 20_000;
// Of a ring of which not even the loss is known exactly, the rest that still goes around after this is not told.
const MOST_SWEEPS_WITHOUT_END = 500;

/** Hands each node's weight to the suppliers of the inputs that decide its loss, until it rests with the removed. */
function pushUpstream(flow: Flow): void {
  const { network, weight } = flow;
  const { components, rings } = network;
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    const nodes = nodesOf(components, component);
    const entering = nodes.reduce((sum, node) => sum + (weight[node] ?? 0), 0);
    if (entering === 0) continue;
    const isRing = components.cyclic[component] === 1;
    const isOpen = !isRing || rings.errorPerStep(component) !== null;
    if (!isOpen && pushThroughRing(flow, component)) continue;
    const sweeps = isOpen ? MOST_SWEEPS : MOST_SWEEPS_WITHOUT_END;
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
      for (const node of nodes) handOn(flow, node);
      if (!isRing || restIn(flow, nodes) <= entering * SMALLEST_REST) break;
    }
  }
}

function restIn({ weight, risk }: Flow, nodes: Int32Array): number {
  return nodes.reduce((sum, node) => sum + (risk.removed[node] === 1 ? 0 : (weight[node] ?? 0)), 0);
}

/** Hands on one node's weight. */
function handOn(flow: Flow, node: number): void {
  const { network, risk, weight } = flow;
  const exposure = weight[node] ?? 0;
  if (exposure === 0 || risk.removed[node] === 1) return;
  weight[node] = 0;
  const inputs = bindingInputs(network.graph, node, risk);
  for (const input of inputs) passOn(flow, input, exposure / inputs.length, () => true);
}

function passOn(flow: Flow, input: number, exposure: number, takes: (upstream: number) => boolean): void {
  const { network, risk, weight, lose } = flow;
  for (const link of linksOf(network.graph, input)) {
    const above = network.graph.upstream[link] ?? 0;
    const part = exposure * (network.graph.share[link] ?? 0);
    if (risk.lostLinks[link] === 1) lose(above, part);
    else if (takes(above)) weight[above] = (weight[above] ?? 0) + part;
  }
}

/** Hands on at once all that goes around in a ring; `false` where that cannot be computed. */
function pushThroughRing(flow: Flow, component: number): boolean {
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

/** The share that comes through one owner; `null` for one who is not known. */
export interface Inflow {
  key: string | null;
  share: number;
}

/** What comes through each owner, as shares of a total that is greater than 0, largest first. */
export function sharesOf(lost: ReadonlyMap<string | null, number>, total: number): Inflow[] {
  return [...lost]
    .map(([key, exposure]) => ({ key, share: exposure / total }))
    .sort((a, b) => b.share - a.share || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}
