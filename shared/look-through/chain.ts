import { type AffiliatedCell, NO_NODE } from "../supply/affiliated-cell.ts";
import type { Link } from "../supply/link.ts";
import type { PlaceKind } from "../supply/place.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import type { Network } from "./network.ts";
import { detoursTo, linksTo, type Paths } from "./paths.ts";
import { madeIn, placeCutting, type RemovedSet } from "./removed-set.ts";
import type { Risk } from "./risk.ts";

/**
 * One hop of a chain, which leads from what is removed down to the sector: `supplier` gets `share` (a fraction)
 * of its `input` from the hop before. The first hop has no input: it is removed itself, or its goods are made
 * in a removed country (`madeIn`) or come through a removed place (`through`). `source` says where the link is written; `null` when unknown.
 */
export interface Hop {
  supplier: string | null;
  input: string | null;
  share: number | null;
  source: string | null;
  madeIn: string | null;
  /** The place that is removed, when only what comes from or passes it is lost; otherwise absent. */
  through?: { kind: PlaceKind; key: string };
  /**
   * For the first hop: the owner of the supplier, who may be the reason why it is removed. `null` when unknown.
   */
  owner: string | null;
}

/** A path from what is removed down to the sector. `exposure` is what is lost through it, in minor units. */
export interface Path {
  hops: Hop[];
  /** Not an integer, since shares are multiplied along the way. */
  exposure: Minor;
}

/** A path through which a loss comes, and the item that it ends in. */
export interface Chain extends Path {
  item: string;
  /**
   * Paths through other inputs that lose as much of the same goods. Their exposures do not add up with this
   * one.
   */
  ties: Path[];
}

/** The chains that carry most of the certain loss of these cells, largest first; at most `most` of them. */
export function findChains(
  cells: readonly AffiliatedCell[],
  set: RemovedSet,
  network: Network,
  { risk, paths }: { risk: Risk; paths: Paths },
  most: number,
): Chain[] {
  const ends = new Map<string, End>();
  for (const cell of cells) {
    const isMadeThere = madeIn(cell.originCountry, set) === "yes";
    const node = isMadeThere ? NO_NODE : cell.node;
    const carried = isMadeThere ? 1 : (paths.carried[node] ?? 0);
    if (carried === 0 || cell.exposure === 0) continue;
    const key = JSON.stringify([cell.supplierId, cell.item, isMadeThere ? cell.originCountry : null]);
    const end = ends.get(key) ?? { cell, node, carried, exposure: 0 };
    end.exposure += cell.exposure;
    ends.set(key, end);
  }
  return [...ends.values()]
    .sort((a, b) => b.exposure * b.carried - a.exposure * a.carried)
    .slice(0, most)
    .map((end) => chainTo(end, set, network, { risk, paths }));
}

/**
 * The end of a chain: cells with the same supplier and item. `node` is `NO_NODE` when the goods themselves are
 * made in a removed country. `carried` is the fraction that is lost through the best path.
 */
interface End {
  cell: AffiliatedCell;
  node: number;
  carried: number;
  exposure: number;
}

function chainTo(
  { cell, node, carried, exposure }: End,
  set: RemovedSet,
  network: Network,
  { risk, paths }: { risk: Risk; paths: Paths },
): Chain {
  const { supplierId, item, originCountry, affiliation } = cell;
  const lost = asMinor(exposure * carried);
  if (node === NO_NODE) {
    const first = firstHop(supplierId, affiliation.owner, originCountry);
    return { hops: [first], item, exposure: lost, ties: [] };
  }
  const ties = detoursTo(node, network.graph, risk, paths).map((detour) => ({
    hops: hopsOf(detour.links, node, set, network, risk),
    exposure: asMinor(exposure * detour.carried),
  }));
  const links = linksTo(node, network.graph, risk, paths);
  return { hops: hopsOf(links, node, set, network, risk), item, exposure: lost, ties };
}

/** The hops of a path that ends in the node `last`. */
function hopsOf(
  links: readonly number[],
  last: number,
  set: RemovedSet,
  { graph, affiliations }: Network,
  risk: Risk,
): Hop[] {
  const [link] = links;
  const node = link === undefined ? last : (graph.upstream[link] ?? NO_NODE);
  const isCut = link !== undefined && risk.lostLinks[link] === 1 && risk.removed[node] !== 1;
  const cut = isCut ? (graph.links[link] as Link) : null;
  const origin = cut !== null && madeIn(cut.originCountry, set) === "yes" ? cut.originCountry : null;
  const through = cut === null || origin !== null ? null : placeCutting(cut, set);
  const first = {
    ...firstHop(graph.ids[node] ?? null, affiliations[node]?.owner ?? null, origin),
    ...(through === null ? {} : { through }),
  };
  const hops = links.map((each) => {
    const { supplierId, input, share, source } = graph.links[each] as Link;
    return { supplier: supplierId, input, share, source, madeIn: null, owner: null };
  });
  return [first, ...hops];
}

function firstHop(supplier: string | null, owner: string | null, origin: string | null): Hop {
  return { supplier, input: null, share: null, source: null, madeIn: origin, owner };
}
