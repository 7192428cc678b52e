import type { Link, Links } from "../supply/link.ts";

/**
 * The suppliers that a sector's positions reach through links, as flat arrays. Node `i` has the inputs
 * `inputStart[i]` to `inputStart[i + 1]`; input `c` has the links `linkStart[c]` to `linkStart[c + 1]`, each to the
 * node `upstream[l]` with the share `share[l]`; `missing[c]` is the part of the input that no link explains.
 */
export interface SupplyGraph {
  ids: readonly string[];
  nodeOf: ReadonlyMap<string, number>;
  inputStart: Int32Array;
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  missing: Float64Array;
  links: readonly Link[];
  /** Who depends on node `i`: `dependents[dependentStart[i]]` and on. */
  dependentStart: Int32Array;
  dependents: Int32Array;
  /** The node that link `l` belongs to. */
  dependentOf: Int32Array;
}

/** Everyone whom `roots` reach through links, themselves included. Ids and links stand in a fixed order. */
export function buildSupplyGraph(roots: Iterable<string>, links: Links): SupplyGraph {
  const ids = reach(roots, links);
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const all = ids.map((id) => [...(links.get(id) ?? [])].sort(byInputThenUpstream));
  const inputStart = new Int32Array(ids.length + 1);
  const linkStart: number[] = [];
  const flat: Link[] = [];
  for (const [node, own] of all.entries()) {
    inputStart[node] = linkStart.length;
    for (const [index, link] of own.entries()) {
      if (index === 0 || own[index - 1]?.input !== link.input) {
        linkStart.push(flat.length);
      }
      flat.push(link);
    }
  }
  inputStart[ids.length] = linkStart.length;
  linkStart.push(flat.length);
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

// Shares written as decimals add up to a decimal only nearly in binary. Fifteen places are all that a number holds.
const PLACES = 15;

/** Returns what is missing from the shares of an input; shares that add up to more than 1 are scaled down to 1. */
function fitShares(shares: Float64Array): number {
  const sum = preciseSum(shares);
  if (sum > 1) for (const [at, share] of shares.entries()) shares[at] = share / sum;
  return Math.max(0, Number((1 - sum).toFixed(PLACES)));
}

/** A sum that does not lose the last digits on the way. Source: Neumaier (1974). */
function preciseSum(numbers: Float64Array): number {
  let sum = 0;
  let rest = 0;
  for (const number of numbers) {
    const next = sum + number;
    rest += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + rest;
}

/**
 * Everyone whom the roots reach, each after those it depends on where there is no cycle: solving then reads the flat
 * arrays from front to back.
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
  const dependentOf = new Int32Array(upstream.length);
  for (let node = 0; node < nodes; node += 1) {
    const from = linkStart[inputStart[node] ?? 0] ?? 0;
    const to = linkStart[inputStart[node + 1] ?? 0] ?? 0;
    for (let link = from; link < to; link += 1) {
      const source = upstream[link] ?? 0;
      dependentOf[link] = node;
      dependents[next[source] ?? 0] = node;
      next[source] = (next[source] ?? 0) + 1;
    }
  }
  return { dependentStart, dependents, dependentOf };
}
