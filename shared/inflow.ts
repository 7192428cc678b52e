import { bindingInputs, linksOf } from "./binding-input.ts";
import { lowerRisk, madeIn, type Network, NO_NODE, type RemovedSet, type TracedCell } from "./network.ts";
import type { Risk } from "./risk.ts";

/**
 * Through whom a certain loss comes: the exposure that is lost by each owner of what is removed, through all
 * tiers. The parts add up to the loss. Goods made in a removed country by somebody outside the set are lost by
 * their own supplier's owner. An owner that is not known is `null`.
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
  pushUpstream(network, risk, weight);
  for (const [node, exposure] of weight.entries()) {
    if (risk.removed[node] === 1) add(affiliations[node]?.owner ?? null, exposure);
  }
  return lost;
}

// A cycle passes on an ever smaller rest of what entered it.
const SMALLEST_REST = 1e-12;
const MOST_SWEEPS = 1_000_000;

/** Hands each node's weight to the suppliers of the input that decides its loss, until it rests with the removed. */
function pushUpstream(network: Network, risk: Risk, weight: Float64Array): void {
  const { components } = network;
  const whole = weight.reduce((sum, exposure) => sum + exposure, 0);
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    const nodes = components.nodes.subarray(components.start[component], components.start[component + 1]);
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
      let rest = 0;
      for (const node of nodes) rest += handOn(network, risk, weight, node, nodes);
      if (components.cyclic[component] === 0 || rest <= whole * SMALLEST_REST) break;
    }
  }
}

/** Hands on one node's weight and returns how much of it stayed among `nodes`. */
function handOn(
  { graph, components }: Network,
  risk: Risk,
  weight: Float64Array,
  node: number,
  nodes: Int32Array,
): number {
  const exposure = weight[node] ?? 0;
  if (exposure === 0 || risk.removed[node] === 1) return 0;
  weight[node] = 0;
  const [input] = bindingInputs(graph, node, risk.lower);
  if (input === undefined) return 0;
  let stayed = 0;
  for (const link of linksOf(graph, input)) {
    const above = graph.upstream[link] ?? 0;
    const part = exposure * (graph.share[link] ?? 0);
    weight[above] = (weight[above] ?? 0) + part;
    if (components.componentOf[above] === components.componentOf[nodes[0] ?? 0]) stayed += part;
  }
  return stayed;
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
