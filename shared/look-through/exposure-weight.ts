import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { SellerTotals } from "../supply/seller-totals.ts";
import { nodesOf } from "./components.ts";
import type { Network } from "./network.ts";

/**
 * How much exposure hangs on each node at most, in minor units. Removing nodes costs at most the sum of their
 * weights, and once more `undivided` when one of them is `aboveUndivided`.
 */
export interface ExposureWeight {
  /** The part of each link through which exposure was pushed, and the node that each link supplies. */
  share: Float64Array;
  dependentOf: Int32Array;
  weight: Float64Array;
  /** 1 for each node on which any exposure hangs. */
  isUsed: Uint8Array;
  /** What enters rings through which it cannot be followed. */
  undivided: number;
  /** 1 for each node in or above such a ring. */
  aboveUndivided: Uint8Array;
}

/**
 * Pushes the exposure of sellers upstream through all inputs, though only the worst input decides: the largest
 * of several losses is at most their sum. So one pass bounds the loss by any removal. `share` is the part of each link through which
 * it is pushed.
 */
export function exposureWeight(
  network: Network,
  sellers: SellerTotals,
  share: Float64Array = network.graph.share,
): ExposureWeight {
  const { components } = network;
  const pushing: Pushing = { ...network, share };
  const weight = new Float64Array(network.graph.ids.length);
  for (const [seller, node] of sellers.nodes.entries()) {
    if (node !== NO_NODE) weight[node] = sellers.whole[seller] ?? 0;
  }
  const pushed: ExposureWeight = {
    share,
    dependentOf: network.graph.dependentOf,
    weight,
    isUsed: Uint8Array.from(weight, (own) => (own > 0 ? 1 : 0)),
    undivided: 0,
    aboveUndivided: new Uint8Array(weight.length),
  };
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    const nodes = nodesOf(components, component);
    if (components.cyclic[component] === 1) enterRing(pushing, component, nodes, pushed);
    for (const node of nodes) leave(pushing, component, node, pushed);
  }
  return pushed;
}

type Pushing = Network & { share: Float64Array };

/** Hands the weight of a node on to suppliers of all its inputs that are not in its component. */
function leave(
  { graph, components, share }: Pushing,
  component: number,
  node: number,
  pushed: ExposureWeight,
): void {
  const { weight, isUsed, aboveUndivided } = pushed;
  if (isUsed[node] === 0) return;
  const own = weight[node] ?? 0;
  const isAbove = aboveUndivided[node] === 1;
  const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
  for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
    const above = graph.upstream[link] ?? 0;
    const part = share[link] ?? 0;
    if (part === 0) continue;
    isUsed[above] = 1;
    if (isAbove) aboveUndivided[above] = 1;
    if (components.componentOf[above] !== component) weight[above] = (weight[above] ?? 0) + own * part;
  }
}

/**
 * Replaces what enters each node of a ring by all that ever passes through it. What cannot be followed to the
 * end is lost at most once, as a whole.
 */
function enterRing(network: Pushing, component: number, nodes: Int32Array, pushed: ExposureWeight): void {
  const { weight, isUsed, aboveUndivided } = pushed;
  const entering = sumOf(weight, nodes);
  findUsed(network, component, nodes, isUsed);
  // Where no small factor bounds the error of iteration, not even the loss itself is known exactly.
  const isClosed = network.rings.errorPerStep(component) === null;
  const passed = isClosed || entering === 0 ? null : passThrough(network, component, nodes, weight);
  const rest = passed?.rest ?? entering;
  for (const [number, node] of nodes.entries()) weight[node] = passed?.visits[number] ?? 0;
  pushed.undivided += rest;
  if (rest > 0 || nodes.some((node) => aboveUndivided[node] === 1)) {
    for (const node of nodes) aboveUndivided[node] = 1;
  }
}

/** Finds the nodes of a ring that used ones depend on. */
function findUsed(
  { graph, components, share }: Pushing,
  component: number,
  nodes: Int32Array,
  isUsed: Uint8Array,
): void {
  const found = [...nodes].filter((node) => isUsed[node] === 1);
  for (let node = found.pop(); node !== undefined; node = found.pop()) {
    const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
    for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
      const above = graph.upstream[link] ?? 0;
      if (components.componentOf[above] !== component || isUsed[above] === 1) continue;
      if ((share[link] ?? 0) === 0) continue;
      isUsed[above] = 1;
      found.push(above);
    }
  }
}

const MOST_ROUNDS = 100;
// Below this part of what entered, another round is not worth its time.
const SMALLEST_REST = 1e-13;
// A ring that keeps more than this after all rounds is no better divided than not.
const MOST_REST = 0.5;

/** What passes each node, round after round; `null` when it does not get less. */
function passThrough(
  { graph, components, share }: Pushing,
  component: number,
  nodes: Int32Array,
  moving: Float64Array,
): { visits: Float64Array; rest: number } | null {
  const entering = sumOf(moving, nodes);
  const visits = new Float64Array(nodes.length);
  let rest = entering;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    // Suppliers stand before whom they supply.
    for (let number = nodes.length - 1; number >= 0; number -= 1) visit(number);
    rest = sumOf(moving, nodes);
    if (rest <= entering * SMALLEST_REST) break;
  }
  return rest <= entering * MOST_REST ? { visits, rest } : null;

  function visit(number: number): void {
    const node = nodes[number] ?? 0;
    const own = moving[node] ?? 0;
    if (own === 0) return;
    moving[node] = 0;
    visits[number] = (visits[number] ?? 0) + own;
    const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
    for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
      const above = graph.upstream[link] ?? 0;
      if (components.componentOf[above] !== component) continue;
      moving[above] = (moving[above] ?? 0) + own * (share[link] ?? 0);
    }
  }
}

function sumOf(weight: Float64Array, nodes: Int32Array): number {
  return nodes.reduce((sum, node) => sum + (weight[node] ?? 0), 0);
}
