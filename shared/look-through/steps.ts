import type { CyclicSystem } from "./cyclic-system.ts";
import { type Elimination, eliminate, type Steps } from "./elimination.ts";
import type { EliminationPlan } from "./elimination-plan.ts";

/** Eliminates a system in which each node follows only the chosen inputs, in equal parts. */
export function eliminateInputs(
  system: CyclicSystem,
  plan: EliminationPlan,
  inputsOfNode: (node: number) => readonly number[],
): Elimination {
  return eliminate(plan, stepsOf(system, inputsOfNode));
}

/**
 * The steps that follow the chosen inputs of each node, in equal parts. Without a chosen input, all of a node
 * is safe.
 */
function stepsOf(system: CyclicSystem, inputsOfNode: (node: number) => readonly number[]): Steps {
  const size = system.inputStart.length - 1;
  const linkStart = new Int32Array(size + 1);
  const upstream: number[] = [];
  const share: number[] = [];
  const lost = new Float64Array(size);
  const safe = new Float64Array(size);
  for (let node = 0; node < size; node += 1) {
    const inputs = inputsOfNode(node);
    if (inputs.length === 0) safe[node] = 1;
    for (const input of inputs) {
      const last = system.linkStart[input + 1] ?? 0;
      for (let link = system.linkStart[input] ?? 0; link < last; link += 1) {
        upstream.push(system.upstream[link] ?? 0);
        share.push((system.share[link] ?? 0) / inputs.length);
      }
      lost[node] = (lost[node] ?? 0) + (system.lost[input] ?? 0) / inputs.length;
      safe[node] = (safe[node] ?? 0) + (system.safe[input] ?? 0) / inputs.length;
    }
    linkStart[node + 1] = upstream.length;
  }
  return { linkStart, upstream: Int32Array.from(upstream), share: Float64Array.from(share), lost, safe };
}
