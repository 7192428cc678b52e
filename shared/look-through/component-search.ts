import type { SupplyGraph } from "./supply-graph.ts";

export const NOT_VISITED = -1;

/** The state of a search for strongly connected components. */
export interface ComponentSearch {
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

/** A search that has visited nothing. */
export function createSearch({ ids, inputStart, linkStart, upstream }: SupplyGraph): ComponentSearch {
  const count = ids.length;
  return {
    firstLink: Int32Array.from(inputStart, (input) => linkStart[input] ?? 0),
    upstream,
    nextLink: new Int32Array(count),
    number: new Int32Array(count).fill(NOT_VISITED),
    low: new Int32Array(count),
    visited: 0,
    finish: new Int32Array(count),
    finished: 0,
    stack: [],
    onStack: new Uint8Array(count),
    nodes: [],
    start: [0],
    cyclic: [],
    componentOf: new Int32Array(count).fill(NOT_VISITED),
  };
}

/** Visits all nodes that `root` depends on, and closes each component when its last node is finished. */
export function visitFrom(search: ComponentSearch, root: number): void {
  const { number, low, finish } = search;
  const path = [root];
  enter(search, root);
  while (path.length > 0) {
    const node = path[path.length - 1] ?? root;
    const above = nextUnvisited(search, node);
    if (above !== NOT_VISITED) {
      path.push(above);
      enter(search, above);
      continue;
    }
    path.pop();
    finish[node] = search.finished;
    search.finished += 1;
    if (low[node] === number[node]) closeComponent(search, node);
    const below = path[path.length - 1];
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
    if (number[above] === NOT_VISITED) {
      nextLink[node] = link + 1;
      return above;
    }
    if (onStack[above] === 1) low[node] = Math.min(low[node] ?? 0, number[above] ?? 0);
  }
  nextLink[node] = last;
  return NOT_VISITED;
}

/** Takes the nodes of the component of `head` off the stack. */
function closeComponent(search: ComponentSearch, head: number): void {
  const { stack, onStack, componentOf, finish, nodes, start, cyclic } = search;
  const members: number[] = [];
  for (let node = NOT_VISITED; node !== head; ) {
    node = stack.pop() ?? head;
    onStack[node] = 0;
    componentOf[node] = start.length - 1;
    members.push(node);
  }
  // In this order, most of what a node of a cycle depends on comes before it, so iteration needs few rounds.
  if (members.length > 1) members.sort((a, b) => (finish[a] ?? 0) - (finish[b] ?? 0));
  for (const node of members) nodes.push(node);
  start.push(nodes.length);
  cyclic.push(members.length > 1 || dependsOnItself(search, head) ? 1 : 0);
}

function dependsOnItself({ firstLink, upstream }: ComponentSearch, node: number): boolean {
  const last = firstLink[node + 1] ?? 0;
  for (let link = firstLink[node] ?? 0; link < last; link += 1) if (upstream[link] === node) return true;
  return false;
}
