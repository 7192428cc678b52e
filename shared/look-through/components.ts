import type { SupplyGraph } from "./supply-graph.ts";

/**
 * The strongly connected components of a supply graph, each after everything that it depends on: solving them in
 * this order, each once, solves the graph. Component `k` holds `nodes[start[k]]` to `nodes[start[k + 1]]`.
 */
export interface Components {
  nodes: Int32Array;
  start: Int32Array;
  componentOf: Int32Array;
  /** Whether a component's members depend on each other, or on themselves. */
  cyclic: Uint8Array;
}

/**
 * Finds the components, in time linear in nodes and links and without recursion, so that depth does not matter.
 * Source: Tarjan (1972), "Depth-first search and linear graph algorithms".
 */
export function findComponents(graph: SupplyGraph): Components {
  const { ids, inputStart, linkStart, upstream } = graph;
  const count = ids.length;
  const firstLink = (node: number) => linkStart[inputStart[node] ?? 0] ?? 0;
  const found = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const nextLink = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const componentOf = new Int32Array(count).fill(-1);
  const nodes: number[] = [];
  const start: number[] = [0];
  const cyclic: number[] = [];
  const finished = new Int32Array(count);
  let clock = 0;
  let finishes = 0;

  for (let root = 0; root < count; root += 1) {
    if (found[root] !== -1) continue;
    const path = [root];
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0;
      const link = nextLink[node] ?? 0;
      if (link < firstLink(node + 1)) {
        nextLink[node] = link + 1;
        const above = upstream[link] ?? 0;
        if (found[above] === -1) {
          path.push(above);
          enter(above);
        } else if (onStack[above] === 1) low[node] = Math.min(low[node] ?? 0, found[above] ?? 0);
        continue;
      }
      path.pop();
      finished[node] = finishes;
      finishes += 1;
      if (low[node] === found[node]) close(node);
      const below = path[path.length - 1];
      if (below !== undefined) low[below] = Math.min(low[below] ?? 0, low[node] ?? 0);
    }
  }
  return {
    nodes: Int32Array.from(nodes),
    start: Int32Array.from(start),
    componentOf,
    cyclic: Uint8Array.from(cyclic),
  };

  function enter(node: number): void {
    found[node] = clock;
    low[node] = clock;
    clock += 1;
    nextLink[node] = firstLink(node);
    stack.push(node);
    onStack[node] = 1;
  }

  function close(head: number): void {
    const component = start.length - 1;
    const members: number[] = [];
    for (let node = -1; node !== head; ) {
      node = stack.pop() ?? head;
      onStack[node] = 0;
      componentOf[node] = component;
      members.push(node);
    }
    // Also within a cycle, most of what a node depends on comes before it: then it comes to rest in few rounds.
    for (const node of members.sort((a, b) => (finished[a] ?? 0) - (finished[b] ?? 0))) nodes.push(node);
    start.push(nodes.length);
    cyclic.push(members.length > 1 || dependsOnItself(head) ? 1 : 0);
  }

  function dependsOnItself(node: number): boolean {
    for (let link = firstLink(node); link < firstLink(node + 1); link += 1) {
      if (upstream[link] === node) return true;
    }
    return false;
  }
}
