import {
  type CyclicSystem,
  createSystemBuilder,
  type Dependents,
  NO_INPUT,
  reachingInputs,
} from "./cyclic-system.ts";

/**
 * 1 for each node that certainly loses everything. Such a node has an input that comes, in the end, only from
 * what is lost. The search starts with all nodes, and excludes inputs that are partly safe, or that get
 * something from an excluded node. A node is excluded when it has no other input, or when its other inputs lead
 * to nothing that is lost.
 */
export function losingAll(system: CyclicSystem, dependents: Dependents): Uint8Array {
  const exclusion = startExclusion(system, dependents);
  for (;;) {
    excludeDependents(exclusion);
    for (const [node, input] of reachingInputs(system, dependents, exclusion.isRuledOut).entries()) {
      if (input === NO_INPUT) exclude(exclusion, node);
    }
    if (exclusion.excluded.length === 0) return exclusion.losesAll;
  }
}

interface Exclusion {
  dependents: Dependents;
  /** 1 for each node that is not excluded. */
  losesAll: Uint8Array;
  /** 1 for each input through which its node does not lose everything. */
  isRuledOut: Uint8Array;
  /** For each node, how many of its inputs are not ruled out. */
  allowed: Int32Array;
  /** Excluded nodes whose dependents still have to be looked at. */
  excluded: number[];
}

function startExclusion({ inputStart, safe }: CyclicSystem, dependents: Dependents): Exclusion {
  const size = inputStart.length - 1;
  const exclusion: Exclusion = {
    dependents,
    losesAll: new Uint8Array(size).fill(1),
    isRuledOut: new Uint8Array(safe.length),
    allowed: Int32Array.from(
      { length: size },
      (_, node) => (inputStart[node + 1] ?? 0) - (inputStart[node] ?? 0),
    ),
    excluded: [],
  };
  for (let node = 0; node < size; node += 1) if (exclusion.allowed[node] === 0) exclude(exclusion, node);
  for (const [input, part] of safe.entries()) if (part > 0) ruleOut(exclusion, input);
  return exclusion;
}

function excludeDependents(exclusion: Exclusion): void {
  const { excluded, dependents } = exclusion;
  for (let node = excluded.pop(); node !== undefined; node = excluded.pop()) {
    const last = dependents.start[node + 1] ?? 0;
    for (let at = dependents.start[node] ?? 0; at < last; at += 1)
      ruleOut(exclusion, dependents.inputs[at] ?? 0);
  }
}

function exclude({ losesAll, excluded }: Exclusion, node: number): void {
  if (losesAll[node] === 0) return;
  losesAll[node] = 0;
  excluded.push(node);
}

function ruleOut(exclusion: Exclusion, input: number): void {
  const { isRuledOut, allowed, dependents } = exclusion;
  if (isRuledOut[input] === 1) return;
  isRuledOut[input] = 1;
  const node = dependents.nodeOf[input] ?? 0;
  allowed[node] = (allowed[node] ?? 0) - 1;
  if (allowed[node] === 0) exclude(exclusion, node);
}

/**
 * The same system without the nodes that lose everything: they keep their number but have no inputs, and what
 * others get from them counts as lost.
 */
export function withoutThose(system: CyclicSystem, losesAll: Uint8Array): CyclicSystem {
  if (!losesAll.includes(1)) return system;
  const { inputStart, linkStart, upstream, share, lost, safe } = system;
  const rest = createSystemBuilder();
  for (const [node, isLost] of losesAll.entries()) {
    const last = isLost === 1 ? 0 : (inputStart[node + 1] ?? 0);
    for (let input = inputStart[node] ?? 0; input < last; input += 1) addInput(input);
    rest.endNode();
  }
  return rest.done();

  function addInput(input: number): void {
    let fromLost = lost[input] ?? 0;
    for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
      const above = upstream[link] ?? 0;
      const part = share[link] ?? 0;
      if (losesAll[above] === 1) fromLost += part;
      else rest.addLink(above, part);
    }
    rest.endInput(fromLost, safe[input] ?? 0);
  }
}
