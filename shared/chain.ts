import { bindingInputs, linksOf } from "./binding-input.ts";
import type { Link } from "./link.ts";
import { madeIn, type Network, NO_NODE, type RemovedSet, type TracedCell } from "./network.ts";
import type { Risk } from "./risk.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/**
 * One hop of a chain, from what is removed down to the sector: `supplier` gets `share` of its `input` from the hop
 * before. The first hop has no input: it is removed itself, or makes its goods in a removed country (`madeIn`).
 */
export interface Hop {
  supplier: string | null;
  input: string | null;
  share: number | null;
  source: string | null;
  madeIn: string | null;
  /** For the first hop: who owns the removed supplier, which may be why it is removed. */
  owner: string | null;
}

/** A path through which a loss comes: its hops, the item it ends in, and the exposure that is lost through it. */
export interface Chain {
  hops: Hop[];
  item: string;
  /** In minor units; not rounded, since shares are multiplied along the way. */
  exposure: number;
}

/** For each node, the fraction lost through its best single path, and the link by which that path arrives. */
interface Paths {
  carried: Float64Array;
  via: Int32Array;
}

/** The `most` chains that carry most of the certain loss of these cells, largest first. */
export function findChains(
  cells: readonly TracedCell[],
  set: RemovedSet,
  network: Network,
  risk: Risk,
  most: number,
): Chain[] {
  const paths = bestPaths(network, risk);
  const chains = new Map<string, { chain: Chain; node: number }>();
  for (const cell of cells) {
    const { originCountry, supplierId, item, exposure } = cell;
    const isMadeThere = madeIn(originCountry, set) === "yes";
    const node = isMadeThere ? NO_NODE : cell.node;
    const carried = isMadeThere ? 1 : (paths.carried[node] ?? 0);
    if (carried === 0 || exposure === 0) continue;
    const key = JSON.stringify([supplierId, item, isMadeThere ? originCountry : null]);
    const known = chains.get(key);
    if (known !== undefined) known.chain.exposure += exposure * carried;
    else {
      const madeThere = {
        supplier: supplierId,
        input: null,
        share: null,
        source: null,
        madeIn: originCountry,
        owner: cell.affiliation.owner,
      };
      chains.set(key, { chain: { hops: [madeThere], item, exposure: exposure * carried }, node });
    }
  }
  return [...chains.values()]
    .sort((a, b) => b.chain.exposure - a.chain.exposure)
    .slice(0, most)
    .map(({ chain, node }) => (node === NO_NODE ? chain : { ...chain, hops: hopsTo(node, network, paths) }));
}

/**
 * The best path to each node: of the inputs that decide its loss, the link that carries most. Components are
 * visited upstream first, cycles until nothing improves; shares are at most 1, so that ends.
 */
function bestPaths({ graph, components }: Network, risk: Risk): Paths {
  const paths = {
    carried: Float64Array.from(risk.removed),
    via: new Int32Array(graph.ids.length).fill(-1),
  };
  for (const [component, isCyclic] of components.cyclic.entries()) {
    const nodes = components.nodes.subarray(components.start[component], components.start[component + 1]);
    let improved = true;
    while (improved) {
      improved = false;
      for (const node of nodes) improved = improvePath(graph, node, risk, paths) || improved;
      if (isCyclic === 0) break;
    }
  }
  return paths;
}

function improvePath(graph: SupplyGraph, node: number, risk: Risk, { carried, via }: Paths): boolean {
  if (risk.lower[node] === 0 || risk.removed[node] === 1) return false;
  const before = carried[node] ?? 0;
  let best = before;
  for (const input of bindingInputs(graph, node, risk.lower)) {
    for (const link of linksOf(graph, input)) {
      const through = (graph.share[link] ?? 0) * (carried[graph.upstream[link] ?? 0] ?? 0);
      if (through <= best) continue;
      best = through;
      via[node] = link;
    }
  }
  carried[node] = best;
  return best > before;
}

/** The hops from the removed supplier down to a node. */
function hopsTo(last: number, { graph, affiliations }: Network, { via }: Paths): Hop[] {
  const hops: Hop[] = [];
  let node = last;
  for (let link = via[node] ?? -1; link !== -1; link = via[node] ?? -1) {
    const { supplierId, input, share, source } = graph.links[link] as Link;
    hops.push({ supplier: supplierId, input, share, source, madeIn: null, owner: null });
    node = graph.upstream[link] ?? 0;
  }
  const first = {
    supplier: graph.ids[node] ?? null,
    input: null,
    share: null,
    source: null,
    madeIn: null,
    owner: affiliations[node]?.owner ?? null,
  };
  return [first, ...hops.reverse()];
}
