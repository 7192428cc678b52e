import type { Link, Links } from "../supply/link.ts";
import { fitShares } from "./fit-shares.ts";

/**
 * The suppliers that a sector's positions reach through links, as flat arrays. Node `i` has the inputs from
 * `inputStart[i]` up to `inputStart[i + 1]`. Input `c` has the links from `linkStart[c]` up to `linkStart[c +
 * 1]`. Link `l` gets the fraction `share[l]` from node `upstream[l]`. `missing[c]` is the fraction of the input
 * that no link explains.
 */
export interface SupplyGraph {
  ids: readonly string[];
  nodeOf: ReadonlyMap<string, number>;
  inputStart: Int32Array;
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  missing: Float64Array;
  /** The further fraction of each input that no link explains and that is taken to be safe; absent when there is none. */
  safe?: Float64Array;
  links: readonly Link[];
  /**
   * The nodes that depend on node `i`: from `dependents[dependentStart[i]]` up to `dependents[dependentStart[i
   * + 1]]`.
   */
  dependentStart: Int32Array;
  dependents: Int32Array;
  /** The link through which each of `dependents` depends on the node. */
  dependentLinks: Int32Array;
  /** The node that link `l` supplies. */
  dependentOf: Int32Array;
}

/**
 * The graph of `roots` (supplier ids) and everyone that they reach through links. Its nodes and links stand in
 * an order that does not depend on the order of the input.
 */
export function buildSupplyGraph(roots: Iterable<string>, links: Links): SupplyGraph {
  const ids = reach(roots, links);
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const { inputStart, linkStart, flat } = layOutLinks(ids, links);
  const upstream = Int32Array.from(flat, ({ upstreamId }) => nodeOf.get(upstreamId) ?? -1);
  const share = Float64Array.from(flat, (link) => link.share);
  const missing = Float64Array.from(linkStart.slice(1), (last, input) =>
    fitShares(share.subarray(linkStart[input], last)),
  );
  return {
    ids,
    nodeOf,
    inputStart,
    linkStart: Int32Array.from(linkStart),
    upstream,
    share,
    missing,
    links: flat,
    ...dependentsOf(ids.length, inputStart, linkStart, upstream),
  };
}

/** The links of all nodes in one array, those of one input together, and where each node and each input starts. */
function layOutLinks(ids: readonly string[], links: Links) {
  const inputStart = new Int32Array(ids.length + 1);
  const linkStart: number[] = [];
  const flat: Link[] = [];
  for (const [node, id] of ids.entries()) {
    inputStart[node] = linkStart.length;
    const own = [...(links.get(id) ?? [])].sort(byInputThenUpstream);
    for (const [index, link] of own.entries()) {
      if (index === 0 || own[index - 1]?.input !== link.input) linkStart.push(flat.length);
      flat.push(link);
    }
  }
  inputStart[ids.length] = linkStart.length;
  linkStart.push(flat.length);
  return { inputStart, linkStart, flat };
}

/**
 * Everyone that the roots reach, suppliers upstream first except in cycles. In this order, solving reads the
 * flat arrays from front to back.
 */
function reach(roots: Iterable<string>, links: Links): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const path: { id: string; next: string[] }[] = [];
  const enter = (id: string) => {
    seen.add(id);
    const next = new Set((links.get(id) ?? []).map(({ upstreamId }) => upstreamId));
    path.push({ id, next: [...next].sort() });
  };
  for (const root of [...new Set(roots)].sort()) {
    if (!seen.has(root)) enter(root);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const above = last.next.pop();
      if (above === undefined) {
        order.push(last.id);
        path.pop();
      } else if (!seen.has(above)) enter(above);
    }
  }
  return order;
}

function byInputThenUpstream(a: Link, b: Link): number {
  if (a.input !== b.input) return a.input < b.input ? -1 : 1;
  return a.upstreamId < b.upstreamId ? -1 : 1;
}

function dependentsOf(
  nodes: number,
  inputStart: Int32Array,
  linkStart: readonly number[],
  upstream: Int32Array,
) {
  const dependentStart = new Int32Array(nodes + 1);
  for (const node of upstream) dependentStart[node + 1] = (dependentStart[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) {
    dependentStart[node + 1] = (dependentStart[node + 1] ?? 0) + (dependentStart[node] ?? 0);
  }
  const next = dependentStart.slice();
  const dependents = new Int32Array(upstream.length);
  const dependentLinks = new Int32Array(upstream.length);
  const dependentOf = new Int32Array(upstream.length);
  for (let node = 0; node < nodes; node += 1) {
    const from = linkStart[inputStart[node] ?? 0] ?? 0;
    const to = linkStart[inputStart[node + 1] ?? 0] ?? 0;
    for (let link = from; link < to; link += 1) {
      const source = upstream[link] ?? 0;
      dependentOf[link] = node;
      dependents[next[source] ?? 0] = node;
      dependentLinks[next[source] ?? 0] = link;
      next[source] = (next[source] ?? 0) + 1;
    }
  }
  return { dependentStart, dependents, dependentLinks, dependentOf };
}
