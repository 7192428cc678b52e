import { NOBODY } from "../supply/affiliation.ts";
import type { Network } from "./network.ts";
import { propagate } from "./propagation.ts";
import { belongsTo, isCutBy, type RemovedSet, sidesOf } from "./removed-set.ts";
import { createRings } from "./rings.ts";
import { createState, markStale, type SolverState } from "./solver-state.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/**
 * Something that is not known of a node, and that the risk by a removal depends on: whether it belongs to what is removed
 * because of who is behind it (`owned`) or where it stands (`standing`); its inputs, where it declared none (`undeclared`); or
 * the parts of its `inputs` that no link explains (`partly`).
 */
export interface OpenFact {
  node: number;
  about: "owned" | "standing" | "undeclared" | "partly";
  inputs: readonly number[];
}

/** All that is not known, and that the risk by this removal depends on. */
export function openFacts(network: Network, set: RemovedSet): OpenFact[] {
  const { graph, affiliations, isDeclared, unmappedSuppliers } = network;
  const tests = sidesOf(set);
  return graph.ids.flatMap((id, node) => {
    const affiliation = affiliations[node] ?? NOBODY;
    const owned = tests.owned(id, affiliation);
    const standing = tests.standing(id, affiliation);
    if (owned === "yes" || standing === "yes") return [];
    const inputs = partlyExplained(network, node);
    const isUndeclared = unmappedSuppliers === "unknown" && isDeclared[node] === 0;
    const fact = (about: OpenFact["about"]): OpenFact => ({ node, about, inputs });
    return [
      ...(owned === "maybe" ? [fact("owned")] : []),
      ...(standing === "maybe" ? [fact("standing")] : []),
      ...(isUndeclared ? [fact("undeclared")] : []),
      ...(inputs.length > 0 ? [fact("partly")] : []),
    ];
  });
}

function partlyExplained({ graph: { inputStart, missing } }: Network, node: number): number[] {
  const inputs: number[] = [];
  for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
    if ((missing[input] ?? 0) > 0) inputs.push(input);
  }
  return inputs;
}

/** How what is not known counts: as if nothing of it were lost, or all of it. */
export type CountedAs = "safe" | "lost";

/** The risk by a removal, and what it would be if some facts counted the other way round. */
export interface OpenRisk {
  /** The fraction that each node loses before anything is switched. */
  before: Float64Array;
  /**
   * Counts these facts the other way round, and passes what each node then loses to `read`, and which nodes changed, some more
   * than once. It is only valid within.
   */
  switching<Result>(
    facts: readonly OpenFact[],
    read: (risk: Float64Array, changed: readonly number[]) => Result,
  ): Result;
}

/**
 * Solves a removal where all open facts count as `safe`, or all of them as `lost`: the lower and the upper bound of the risk. A
 * switch then costs only what depends on it.
 */
export function createOpenRisk(
  network: Network,
  set: RemovedSet,
  open: readonly OpenFact[],
  start: CountedAs,
): OpenRisk {
  const { state, count } = solvedState(network, set, open, start);
  const { risk, components } = state;
  const before = { lower: risk.lower.slice(), upper: risk.upper.slice() };
  return {
    before: before.upper,
    switching(facts, read) {
      count(facts, start === "safe" ? "lost" : "safe");
      for (const { node } of facts) markStale(state, node);
      const first = facts.map(({ node }) => components.componentOf[node] ?? 0);
      propagate(state, Math.min(components.cyclic.length, ...first));
      try {
        return read(risk.upper, risk.touched);
      } finally {
        count(facts, start);
        for (const node of risk.touched) {
          risk.lower[node] = before.lower[node] ?? 0;
          risk.upper[node] = before.upper[node] ?? 0;
        }
        forgetTouched(state);
      }
    },
  };
}

/** A state in whose upper bound just what is counted as lost is lost, and how facts are counted in it. */
function solvedState(network: Network, set: RemovedSet, open: readonly OpenFact[], start: CountedAs) {
  const { components, affiliations } = network;
  // The missing parts of inputs change with what is counted as lost.
  const { missing } = network.graph;
  const graph = { ...network.graph, missing: new Float64Array(missing.length), safe: missing.slice() };
  const size = graph.ids.length;
  const options = { maybe: new Uint8Array(size), undeclared: new Uint8Array(size) };
  const state = createState(graph, components, createRings(graph, components), options);
  const test = belongsTo(set);
  for (const [node, id] of graph.ids.entries()) {
    if (test(id, affiliations[node] ?? NOBODY) === "yes") state.risk.removed[node] = 1;
  }
  for (const [at, link] of graph.links.entries()) {
    if (isCutBy(link, set)) state.risk.lostLinks[at] = 1;
  }
  const count = counting({ ...state, graph }, missing);
  if (start === "lost") count(open, "lost");
  propagate(state, 0);
  forgetTouched(state);
  return { state, count };
}

/** Counts facts. A node may belong to the set for two reasons, and does as long as one of them counts as lost. */
function counting(
  { maybe, options, graph }: Pick<SolverState, "maybe" | "options"> & { graph: Required<SupplyGraph> },
  missing: Float64Array,
) {
  const reasons = new Uint8Array(graph.ids.length);
  return (facts: readonly OpenFact[], as: CountedAs) => {
    for (const { node, about, inputs } of facts) {
      if (about === "undeclared") options.undeclared[node] = as === "lost" ? 1 : 0;
      else if (about === "partly") {
        const [from, to] = as === "lost" ? [graph.safe, graph.missing] : [graph.missing, graph.safe];
        for (const input of inputs) [from[input], to[input]] = [0, missing[input] ?? 0];
      } else {
        reasons[node] = (reasons[node] ?? 0) + (as === "lost" ? 1 : -1);
        maybe[node] = reasons[node] === 0 ? 0 : 1;
      }
    }
  };
}

function forgetTouched(state: SolverState): void {
  for (const node of state.risk.touched) state.unpassed[node] = 0;
  state.risk.touched = [];
}
