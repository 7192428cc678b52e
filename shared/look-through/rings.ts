import { type Components, nodesOf } from "./components.ts";
import type { CyclicSystem } from "./cyclic-system.ts";
import { type EliminationPlan, planElimination } from "./elimination-plan.ts";
import { boundError } from "./ring-error.ts";
import { type NumberedGraph, type Outside, systemOf } from "./ring-system.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** The cyclic components of a graph. What does not depend on a removal is computed once, when it is first needed. */
export interface Rings {
  /**
   * When iteration stops after a step of at most ε, the error is at most ε times this factor. `null` when no
   * small factor is known: then a small step says nothing about the error.
   */
  errorPerStep(component: number): number | null;
  /**
   * How to eliminate the nodes of a component, numbered as `nodesOf` lists them; `null` when that would take
   * too long.
   */
  planOf(component: number): EliminationPlan | null;
  /** The nodes of a component as a system of their own, numbered as `nodesOf` lists them. */
  systemOf(component: number, outside: Outside): CyclicSystem;
}

/** The rings of a graph with these components. */
export function createRings(graph: SupplyGraph, components: Components): Rings {
  const numbers = new Int32Array(graph.ids.length);
  for (const [at, node] of components.nodes.entries()) {
    numbers[node] = at - (components.start[components.componentOf[node] ?? 0] ?? 0);
  }
  const where: NumberedGraph = { graph, components, numbers };
  return {
    errorPerStep: rememberEach((component) => boundError(where, component)),
    planOf: rememberEach((component) => planElimination(neighboursIn(where, component), MOST_WORK)),
    systemOf: (component, outside) => systemOf(where, component, outside),
  };
}

// Multiplications that take a few seconds.
const MOST_WORK = 3e9;

function rememberEach<Value>(find: (component: number) => Value): (component: number) => Value {
  const known = new Map<number, { value: Value }>();
  return (component) => {
    const found = known.get(component) ?? { value: find(component) };
    known.set(component, found);
    return found.value;
  };
}

/** For each node of a component, the other nodes of it that it depends on or that depend on it. */
function neighboursIn({ graph, components, numbers }: NumberedGraph, component: number): Set<number>[] {
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
