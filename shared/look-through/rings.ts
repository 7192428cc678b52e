import type { Components } from "./components.ts";
import type { CyclicSystem } from "./cyclic-system.ts";
import { type EliminationPlan, planElimination } from "./elimination-plan.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** The cyclic components of a graph. What holds for each whatever is removed is found once, when it is asked for. */
export interface Rings {
  /**
   * How many times a step that iteration no longer passes on the error is at most; `null` where no small number is
   * known, so that a small step says nothing.
   */
  errorPerStep(component: number): number | null;
  /** How to eliminate its nodes, numbered as `nodesOf` lists them; `null` where that would take too long. */
  planOf(component: number): EliminationPlan | null;
  /** Its nodes as a system of their own. */
  systemOf(component: number, outside: Outside): CyclicSystem;
}

/** What surrounds the nodes of a system. */
export interface Outside {
  /** What each node outside of the component loses. */
  risk: Float64Array;
  /** 1 for each link of which all is lost. */
  lostLinks: Uint8Array;
  /** Whether a node of the component certainly loses everything, whatever its inputs. */
  isLost: (node: number) => boolean;
  /** Whether the part of an input that no link explains is lost. */
  losesMissing: boolean;
}

export function createRings(graph: SupplyGraph, components: Components): Rings {
  const numbers = new Int32Array(graph.ids.length);
  for (const [at, node] of components.nodes.entries()) {
    numbers[node] = at - (components.start[components.componentOf[node] ?? 0] ?? 0);
  }
  const where: Where = { graph, components, numbers };
  return {
    errorPerStep: rememberEach((component) => boundError(where, component)),
    planOf: rememberEach((component) => planElimination(neighboursIn(where, component), MOST_WORK)),
    systemOf: (component, outside) => systemOf(where, component, outside),
  };
}

/** The nodes of a component. */
export function nodesOf({ nodes, start }: Components, component: number): Int32Array {
  return nodes.subarray(start[component], start[component + 1]);
}

interface Where {
  graph: SupplyGraph;
  components: Components;
  /** The number of each node within its component. */
  numbers: Int32Array;
}

// A few seconds' worth.
const MOST_WORK = 3e9;

function rememberEach<Value>(find: (component: number) => Value): (component: number) => Value {
  const known = new Map<number, { value: Value }>();
  return (component) => {
    const found = known.get(component) ?? { value: find(component) };
    known.set(component, found);
    return found.value;
  };
}

const MOST_SWEEPS = 100;

/**
 * The largest of numbers `w` with `1 + max over inputs Σ share · w_j ≤ w_i`: a residual of at most ε leaves an error of at
 * most `ε · w`. Iterated from 1 until none moves by more than 1/2: then twice of each will do, since shares of an input add
 * up to 1 at most.
 */
function boundError({ graph, components, numbers }: Where, component: number): number | null {
  const nodes = nodesOf(components, component);
  const weights = new Float64Array(nodes.length).fill(1);
  const weightOf = (node: number) =>
    components.componentOf[node] === component ? (weights[numbers[node] ?? 0] ?? 0) : 0;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0;
    for (const [number, node] of nodes.entries()) {
      const next = 1 + worstInput(graph, node, weightOf);
      moved = Math.max(moved, next - (weights[number] ?? 0));
      weights[number] = next;
    }
    if (moved <= 0.5) return 2 * weights.reduce((most, each) => Math.max(most, each), 1);
  }
  return null;
}

function worstInput(graph: SupplyGraph, node: number, weightOf: (node: number) => number): number {
  const { inputStart, linkStart, upstream, share } = graph;
  let worst = 0;
  for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
    let sum = 0;
    for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
      sum += (share[link] ?? 0) * weightOf(upstream[link] ?? 0);
    }
    worst = Math.max(worst, sum);
  }
  return worst;
}

/** For each node, the others that it depends on or that depend on it. */
function neighboursIn({ graph, components, numbers }: Where, component: number): Set<number>[] {
  const nodes = nodesOf(components, component);
  const neighbours = Array.from(nodes, () => new Set<number>());
  for (const [number, node] of nodes.entries()) {
    const last = graph.linkStart[graph.inputStart[node + 1] ?? 0] ?? 0;
    for (let link = graph.linkStart[graph.inputStart[node] ?? 0] ?? 0; link < last; link += 1) {
      const above = graph.upstream[link] ?? 0;
      const other = numbers[above] ?? 0;
      if (components.componentOf[above] !== component || other === number) continue;
      neighbours[number]?.add(other);
      neighbours[other]?.add(number);
    }
  }
  return neighbours;
}

function systemOf({ graph, components, numbers }: Where, component: number, outside: Outside): CyclicSystem {
  const nodes = nodesOf(components, component);
  const inputStart = new Int32Array(nodes.length + 1);
  const linkStart: number[] = [0];
  const upstream: number[] = [];
  const share: number[] = [];
  const lost: number[] = [];
  const safe: number[] = [];
  for (const [number, node] of nodes.entries()) {
    const last = outside.isLost(node) ? 0 : (graph.inputStart[node + 1] ?? 0);
    for (let input = graph.inputStart[node] ?? 0; input < last; input += 1) addInput(input);
    inputStart[number + 1] = lost.length;
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
    const missing = graph.missing[input] ?? 0;
    let [isLost, isSafe] = outside.losesMissing ? [missing, 0] : [0, missing];
    for (let link = graph.linkStart[input] ?? 0; link < (graph.linkStart[input + 1] ?? 0); link += 1) {
      const above = graph.upstream[link] ?? 0;
      const part = graph.share[link] ?? 0;
      const isGone = outside.lostLinks[link] === 1 || outside.isLost(above);
      if (components.componentOf[above] === component && !isGone) {
        upstream.push(numbers[above] ?? 0);
        share.push(part);
        continue;
      }
      const risk = isGone ? 1 : (outside.risk[above] ?? 0);
      isLost += part * risk;
      isSafe += part * (1 - risk);
    }
    lost.push(isLost);
    safe.push(isSafe);
    linkStart.push(upstream.length);
  }
}
