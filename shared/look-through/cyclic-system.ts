/**
 * Nodes that depend on each other: `r_i = max over i's inputs c of (lost_c + Σ share_cj · r_j)`. Node `i` has the inputs
 * `inputStart[i]` and on; input `c` has the links `linkStart[c]` and on, within the system. What leads out of it is
 * `lost[c]` or `safe[c]`. A node without inputs stays at 0.
 */
export interface CyclicSystem {
  inputStart: Int32Array;
  linkStart: Int32Array;
  upstream: Int32Array;
  share: Float64Array;
  lost: Float64Array;
  safe: Float64Array;
}

/** Who depends on whom in a system: input `c` belongs to `nodeOf[c]`; node `i` is needed by `inputs[start[i]]` and on. */
export interface Dependents {
  nodeOf: Int32Array;
  start: Int32Array;
  inputs: Int32Array;
}

export const NO_INPUT = -1;

/** Links without a share count for nothing. */
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

/** For each node an input by which it gets nearer to where something is lost; none if no input leads there. */
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

/**
 * 1 for each node that certainly loses all: by some inputs of theirs, all that they get comes in the end from what is lost.
 * Inputs are ruled out that are safe in part, or get something from a node that does not lose all.
 */
export function losingAll(system: CyclicSystem, dependents: Dependents): Uint8Array {
  const { inputStart, safe } = system;
  const size = inputStart.length - 1;
  const isRuledOut = new Uint8Array(safe.length);
  const losesAll = new Uint8Array(size).fill(1);
  const allowed = Int32Array.from(
    losesAll,
    (_, node) => (inputStart[node + 1] ?? 0) - (inputStart[node] ?? 0),
  );
  const leaving: number[] = [];
  for (let node = 0; node < size; node += 1) if (allowed[node] === 0) leave(node);
  for (const [input, part] of safe.entries()) if (part > 0) ruleOut(input);
  for (;;) {
    for (let node = leaving.pop(); node !== undefined; node = leaving.pop()) {
      const last = dependents.start[node + 1] ?? 0;
      for (let at = dependents.start[node] ?? 0; at < last; at += 1) ruleOut(dependents.inputs[at] ?? 0);
    }
    for (const [node, input] of reachingInputs(system, dependents, isRuledOut).entries()) {
      if (input === NO_INPUT) leave(node);
    }
    if (leaving.length === 0) return losesAll;
  }

  function leave(node: number): void {
    if (losesAll[node] === 0) return;
    losesAll[node] = 0;
    leaving.push(node);
  }

  function ruleOut(input: number): void {
    if (isRuledOut[input] === 1) return;
    isRuledOut[input] = 1;
    const node = dependents.nodeOf[input] ?? 0;
    allowed[node] = (allowed[node] ?? 0) - 1;
    if (allowed[node] === 0) leave(node);
  }
}

/** The same system, where those nodes count as lost to all that depend on them, and have no inputs of their own. */
export function withoutThose(system: CyclicSystem, losesAll: Uint8Array): CyclicSystem {
  if (!losesAll.includes(1)) return system;
  const inputStart = new Int32Array(system.inputStart.length);
  const linkStart = [0];
  const upstream: number[] = [];
  const share: number[] = [];
  const lost: number[] = [];
  const safe: number[] = [];
  for (const [node, isLost] of losesAll.entries()) {
    const last = isLost === 1 ? 0 : (system.inputStart[node + 1] ?? 0);
    for (let input = system.inputStart[node] ?? 0; input < last; input += 1) addInput(input);
    inputStart[node + 1] = lost.length;
  }
  return {
    inputStart,
    linkStart: Int32Array.from(linkStart),
    upstream: Int32Array.from(upstream),
    share: Float64Array.from(share),
    lost: Float64Array.from(lost),
    safe: Float64Array.from(safe),
  };

  function addInput(input: number): void {
    let fromLost = system.lost[input] ?? 0;
    for (let link = system.linkStart[input] ?? 0; link < (system.linkStart[input + 1] ?? 0); link += 1) {
      const part = system.share[link] ?? 0;
      if (losesAll[system.upstream[link] ?? 0] === 1) fromLost += part;
      else {
        upstream.push(system.upstream[link] ?? 0);
        share.push(part);
      }
    }
    lost.push(fromLost);
    safe.push(system.safe[input] ?? 0);
    linkStart.push(upstream.length);
  }
}
