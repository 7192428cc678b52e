import { bindingInputs } from "./binding-inputs.ts";
import { nodesOf } from "./components.ts";
import type { CyclicSystem } from "./cyclic-system.ts";
import type { Elimination } from "./elimination.ts";
import type { EliminationPlan } from "./elimination-plan.ts";
import { lostFrom, visitsFrom } from "./elimination-results.ts";
import { type FixedPoint, leastFixedPoint } from "./least-fixed-point.ts";
import type { Network } from "./network.ts";
import type { Risk } from "./risk.ts";
import { eliminateInputs } from "./steps.ts";

/** How much passes through a node of a ring, and the inputs that it passes on to, in equal parts. */
export interface Visited {
  node: number;
  visits: number;
  inputs: readonly number[];
}

/**
 * How much passes through each node of a ring that is not removed, when `weight[i]` enters at node `i`: the sum
 * over all rounds, without an end. `null` when the ring is too large and too entangled to compute this.
 */
export function visitsInRing(
  { graph, components, rings }: Network,
  component: number,
  risk: Risk,
  weight: Float64Array,
): Visited[] | null {
  const plan = rings.planOf(component);
  if (plan === null) return null;
  const nodes = nodesOf(components, component);
  const system = rings.systemOf(component, {
    risk: risk.lower,
    lostLinks: risk.lostLinks,
    isLost: (node) => risk.removed[node] === 1,
    losesMissing: false,
  });
  // Added to the number of an input in the graph, it gives the number in the system.
  const shifts = Array.from(
    nodes,
    (node, number) => (system.inputStart[number] ?? 0) - (graph.inputStart[node] ?? 0),
  );
  const { followed, elimination } = followInputs(system, plan, (number) =>
    bindingInputs(graph, nodes[number] ?? 0, risk).map((input) => input + (shifts[number] ?? 0)),
  );
  const visits = visitsFrom(
    elimination,
    Float64Array.from(nodes, (node) => weight[node] ?? 0),
  );
  return [...nodes].flatMap((node, number) => {
    if (risk.removed[node] === 1) return [];
    const inputs = (followed[number] ?? []).map((input) => input - (shifts[number] ?? 0));
    return [{ node, visits: visits[number] ?? 0, inputs }];
  });
}

// Losses that differ by no more than this are the same.
const SAME = 1e-11;

/**
 * Follows all inputs that decide equally, in equal parts, if that leads to the same losses; otherwise one
 * deciding input per node. In a ring that hardly leaks, inputs with nearly the same loss can lead to something
 * very different.
 */
function followInputs(
  system: CyclicSystem,
  plan: EliminationPlan,
  tiedInputs: (number: number) => number[],
): { followed: number[][]; elimination: Elimination } {
  const { value, deciding }: FixedPoint = leastFixedPoint(system, plan);
  const tied = Array.from(deciding, (input, number) => (input < 0 ? [] : tiedInputs(number)));
  const even = eliminateInputs(system, plan, (number) => tied[number] ?? []);
  const isSame = lostFrom(even).every((each, number) => Math.abs(each - (value[number] ?? 0)) <= SAME);
  if (isSame) return { followed: tied, elimination: even };
  const single = Array.from(deciding, (input) => (input < 0 ? [] : [input]));
  return {
    followed: single,
    elimination: eliminateInputs(system, plan, (number) => single[number] ?? []),
  };
}
