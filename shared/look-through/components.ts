import type { SupplyGraph } from "./supply-graph.ts";

/**
 * The strongly connected components of a supply graph, each after all components that it depends on. Solving
 * them in this order, each once, solves the graph. Component `k` holds `nodes[start[k]]` up to, but not
 * including, `nodes[start[k + 1]]`.
 */
export interface Components {
  nodes: Int32Array;
  start: Int32Array;
  componentOf: Int32Array;
  /** 1 for each component whose members depend on each other, or on themselves. */
  cyclic: Uint8Array;
}

/** The nodes of a component. */
export function nodesOf({ nodes, start }: Components, component: number): Int32Array {
  return nodes.subarray(start[component], start[component + 1]);
}

/**
 * Finds the components in time linear in nodes and links. It does not recurse, so a deep graph needs no deep stack.
 * Source: Tarjan (1972), "Depth-first search and linear graph algorithms".
 */
export function findComponents(graph: SupplyGraph): Components {
  const search = createSearch(graph);
  for (let root = 0; root < graph.ids.length; root += 1) {
    if (search.number[root] === NONE) visitFrom(search, root);
  }
  return {
    nodes: Int32Array.from(search.nodes),
    start: Int32Array.from(search.start),
    componentOf: search.componentOf,
    cyclic: Uint8Array.from(search.cyclic),
  };
}

const NONE = -1;

interface ComponentSearch {
  /** Node `i` has the links `firstLink[i]` up to, but not including, `firstLink[i + 1]`. */
  firstLink: Int32Array;
  upstream: Int32Array;
  nextLink: Int32Array;
  /** In which order nodes were visited; `NONE` for a node that was not visited yet. */
  number: Int32Array;
  /** The smallest number that is known to be reached from a node within its component. */
  low: Int32Array;
  visited: number;
  /** In which order nodes were finished. */
  finish: Int32Array;
  finished: number;
  /** Visited nodes whose component is not complete. */
  stack: number[];
  onStack: Uint8Array;
  nodes: number[];
  start: number[];
  cyclic: number[];
  componentOf: Int32Array;
}

function createSearch({ ids, inputStart, linkStart, upstream }: SupplyGraph): ComponentSearch {
  const count = ids.length;
  return {
    firstLink: Int32Array.from(inputStart, (input) => linkStart[input] ?? 0),
    upstream,
    nextLink: new Int32Array(count),
    number: new Int32Array(count).fill(NONE),
    low: new Int32Array(count),
    visited: 0,
    finish: new Int32Array(count),
    finished: 0,
    stack: [],
    onStack: new Uint8Array(count),
    nodes: [],
    start: [0],
    cyclic: [],
    componentOf: new Int32Array(count).fill(NONE),
  };
}

/** Visits all nodes that `root` depends on, and closes each component when its last node is finished. */
function visitFrom(search: ComponentSearch, root: number): void {
  const { number, low, finish } = search;
  const path = [root];
  enter(search, root);
  for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
    const above = nextUnvisited(search, node);
    if (above !== NONE) {
      path.push(above);
      enter(search, above);
      continue;
    }
    path.pop();
    finish[node] = search.finished;
    search.finished += 1;
    if (low[node] === number[node]) closeComponent(search, node);
    const below = path.at(-1);
    if (below !== undefined) low[below] = Math.min(low[below] ?? 0, low[node] ?? 0);
  }
}

function enter(search: ComponentSearch, node: number): void {
  search.number[node] = search.visited;
  search.low[node] = search.visited;
  search.visited += 1;
  search.nextLink[node] = search.firstLink[node] ?? 0;
  search.stack.push(node);
  search.onStack[node] = 1;
}

/** The next node upstream that was not visited yet; `NONE` when there is none. On the way it lowers `low`. */
function nextUnvisited(
  { firstLink, upstream, nextLink, number, low, onStack }: ComponentSearch,
  node: number,
): number {
  const last = firstLink[node + 1] ?? 0;
  for (let link = nextLink[node] ?? 0; link < last; link += 1) {
    const above = upstream[link] ?? 0;
    if (number[above] === NONE) {
      nextLink[node] = link + 1;
      return above;
    }
    if (onStack[above] === 1) low[node] = Math.min(low[node] ?? 0, number[above] ?? 0);
  }
  nextLink[node] = last;
  return NONE;
}

/** Takes the nodes of the component of `head` off the stack. */
function closeComponent(search: ComponentSearch, head: number): void {
  const { stack, onStack, componentOf, finish, nodes, start, cyclic } = search;
  const members: number[] = [];
  for (let node = NONE; node !== head; ) {
    node = stack.pop() ?? head;
    onStack[node] = 0;
    componentOf[node] = start.length - 1;
    members.push(node);
  }
  // In this order, most of what a node of a cycle depends on comes before it, so iteration needs few rounds.
  for (const node of members.sort((a, b) => (finish[a] ?? 0) - (finish[b] ?? 0))) nodes.push(node);
  start.push(nodes.length);
  cyclic.push(members.length > 1 || dependsOnItself(search, head) ? 1 : 0);
}

function dependsOnItself({ firstLink, upstream }: ComponentSearch, node: number): boolean {
  return upstream.subarray(firstLink[node], firstLink[node + 1]).includes(node);
}
