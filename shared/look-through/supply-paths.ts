import { nodesOf } from "./components.ts";
import type { Network } from "./network.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** The input that each link is for. */
export function inputsOfLinks({ linkStart, share }: SupplyGraph): Int32Array {
  const inputOf = new Int32Array(share.length);
  for (let input = 0; input < linkStart.length - 1; input += 1) {
    inputOf.fill(input, linkStart[input], linkStart[input + 1]);
  }
  return inputOf;
}

/** 1 for each node in a ring, or on which a ring depends. */
export function nodesThatReachRings({
  graph,
  components,
}: Pick<Network, "graph" | "components">): Uint8Array {
  const reaches = new Uint8Array(graph.ids.length);
  for (let component = components.cyclic.length - 1; component >= 0; component -= 1) {
    for (const node of nodesOf(components, component)) {
      const dependents = graph.dependents.subarray(
        graph.dependentStart[node],
        graph.dependentStart[node + 1],
      );
      if (components.cyclic[component] === 1 || dependents.some((one) => reaches[one] === 1))
        reaches[node] = 1;
    }
  }
  return reaches;
}
