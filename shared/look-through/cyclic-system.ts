/**
 * Nodes that depend on each other: `r_i = max over the inputs c of i: lost_c + Σ share_cj · r_j`. Node `i` has
 * the inputs from `inputStart[i]` up to `inputStart[i + 1]`; input `c` has the links from `linkStart[c]` up to
 * `linkStart[c + 1]`, which lead to nodes of the system. The rest of input `c` comes from outside: `lost[c]` is
 * lost, `safe[c]` is not. A node without inputs loses nothing.
 */
export interface CyclicSystem {
  inputStart: Int32Array;
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  lost: Float64Array;
  safe: Float64Array;
}

/**
 * Builds a system in the order of its arrays: the links of an input, then the input, then the next one; then
 * the node.
 */
export interface SystemBuilder {
  addLink(upstream: number, share: number): void;
  /** Ends the input that the links since the last input belong to. */
  endInput(lost: number, safe: number): void;
  /** Ends the node that the inputs since the last node belong to. */
  endNode(): void;
  done(): CyclicSystem;
}

export function createSystemBuilder(): SystemBuilder {
  const inputStart: number[] = [0];
  const linkStart: number[] = [0];
  const upstreams: number[] = [];
  const shares: number[] = [];
  const losts: number[] = [];
  const safes: number[] = [];
  return {
    addLink(upstream, share) {
      upstreams.push(upstream);
      shares.push(share);
    },
    endInput(lost, safe) {
      losts.push(lost);
      safes.push(safe);
      linkStart.push(upstreams.length);
    },
    endNode: () => inputStart.push(losts.length),
    done: () => ({
      inputStart: Int32Array.from(inputStart),
      linkStart: Int32Array.from(linkStart),
      upstream: Int32Array.from(upstreams),
      share: Float64Array.from(shares),
      lost: Float64Array.from(losts),
      safe: Float64Array.from(safes),
    }),
  };
}

/**
 * Who depends on whom in a system. Input `c` belongs to node `nodeOf[c]`. The inputs from `inputs[start[i]]` up to
 * `inputs[start[i + 1]]` get something from node `i`.
 */
export interface Dependents {
  nodeOf: Int32Array;
  start: Int32Array;
  inputs: Int32Array;
}

/** The dependents of a system. Links with a share of 0 do not count. */
export function dependentsIn({ inputStart, linkStart, upstream, share, lost }: CyclicSystem): Dependents {
  const size = inputStart.length - 1;
  const nodeOf = new Int32Array(lost.length);
  for (let node = 0; node < size; node += 1) nodeOf.fill(node, inputStart[node], inputStart[node + 1]);
  const start = new Int32Array(size + 1);
  for (const [link, node] of upstream.entries()) {
    if ((share[link] ?? 0) > 0) start[node + 1] = (start[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < size; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const inputs = new Int32Array(upstream.length);
  for (let input = 0; input < lost.length; input += 1) {
    for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
      const node = upstream[link] ?? 0;
      if ((share[link] ?? 0) === 0) continue;
      inputs[next[node] ?? 0] = input;
      next[node] = (next[node] ?? 0) + 1;
    }
  }
  return { nodeOf, start, inputs };
}

export const NO_INPUT = -1;

/**
 * For each node, an input that leads it one step nearer to where something is lost; `NO_INPUT` where no input leads
 * there. Inputs with 1 in `isRuledOut` are not used.
 */
export function reachingInputs(
  { lost }: CyclicSystem,
  { nodeOf, start, inputs }: Dependents,
  isRuledOut?: Uint8Array,
): Int32Array {
  const deciding = new Int32Array(start.length - 1).fill(NO_INPUT);
  const reached: number[] = [];
  for (let input = 0; input < lost.length; input += 1) if ((lost[input] ?? 0) > 0) reach(input);
  for (let at = 0; at < reached.length; at += 1) {
    const node = reached[at] ?? 0;
    const last = start[node + 1] ?? 0;
    for (let each = start[node] ?? 0; each < last; each += 1) reach(inputs[each] ?? 0);
  }
  return deciding;

  function reach(input: number): void {
    const node = nodeOf[input] ?? 0;
    if (deciding[node] !== NO_INPUT || isRuledOut?.[input] === 1) return;
    deciding[node] = input;
    reached.push(node);
  }
}
