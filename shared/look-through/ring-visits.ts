import { bindingInputs } from "./binding-inputs.ts";
import { eliminate, lostFrom, visitsFrom } from "./elimination.ts";
import { leastFixedPoint, stepsOf } from "./least-fixed-point.ts";
import type { Network } from "./network.ts";
import { nodesOf } from "./rings.ts";
import type { Risk } from "./risk.ts";

/** How much passes through a node of a ring, and the inputs that it goes on to, each with an equal part. */
export interface Visited {
  node: number;
  visits: number;
  inputs: readonly number[];
}

// Inputs that lose nearly as much may, where a ring hardly leaks, lead to something else altogether.
const SAME = 1e-11;

/**
 * How much passes through each node of a ring that is not removed, if `weight` enters at each: all that goes around,
 * summed without an end. `null` where the ring is too large and too entangled.
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
  const { value, deciding } = leastFixedPoint(system, plan);
  /** From the number of an input in the graph to its number in the system. */
  const shift = (number: number) =>
    (system.inputStart[number] ?? 0) - (graph.inputStart[nodes[number] ?? 0] ?? 0);
  const tied = Array.from(nodes, (node, number) =>
    (deciding[number] ?? -1) < 0
      ? []
      : bindingInputs(graph, node, risk).map((input) => input + shift(number)),
  );
  const single = Array.from(deciding, (input) => (input < 0 ? [] : [input]));
  const even = eliminate(
    plan,
    stepsOf(system, (number) => tied[number] ?? []),
  );
  const isSame = lostFrom(even).every((each, number) => Math.abs(each - (value[number] ?? 0)) <= SAME);
  const followed = isSame ? tied : single;
  const elimination = isSame
    ? even
    : eliminate(
        plan,
        stepsOf(system, (number) => single[number] ?? []),
      );
  const entering = Float64Array.from(nodes, (node) => weight[node] ?? 0);
  const visits = visitsFrom(elimination, entering);
  return [...nodes].flatMap((node, number) => {
    if (risk.removed[node] === 1) return [];
    const inputs = (followed[number] ?? []).map((input) => input - shift(number));
    return [{ node, visits: visits[number] ?? 0, inputs }];
  });
}
