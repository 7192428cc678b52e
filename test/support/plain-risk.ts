import type { Removed, RiskOptions } from "../../shared/look-through/risk.ts";
import type { SupplyGraph } from "../../shared/look-through/supply-graph.ts";

/** The risk of each node as its definition reads, iterated from 0 until nothing moves, to hold the real one against. */
export function plainRisk(graph: SupplyGraph, options: RiskOptions, removed: Removed) {
  const isGone = (node: number) => removed.nodes.includes(node);
  const mayBeGone = (node: number) =>
    isGone(node) || removed.maybe.includes(node) || options.maybe[node] === 1;
  const settle = (lost: (node: number) => boolean, isUpper: boolean) => {
    let risk = graph.ids.map(() => 0);
    for (let sweep = 0, moved = 1; sweep < 20_000 && moved > 1e-14; sweep += 1) {
      const next = risk.map((_, node) =>
        lost(node) ? 1 : worstInput(graph, options, removed, node, isUpper, risk),
      );
      moved = Math.max(0, ...next.map((own, node) => own - (risk[node] ?? 0)));
      risk = next;
    }
    return risk;
  };
  return { lower: settle(isGone, false), upper: settle(mayBeGone, true) };
}

function worstInput(
  { inputStart, linkStart, upstream, share, missing }: SupplyGraph,
  { undeclared }: RiskOptions,
  { links }: Removed,
  node: number,
  isUpper: boolean,
  risk: readonly number[],
): number {
  const from = (starts: Int32Array, at: number) => {
    const [start = 0, end = 0] = [starts[at], starts[at + 1]];
    return Array.from({ length: end - start }, (_, place) => start + place);
  };
  const inputs = from(inputStart, node).map((input) => {
    const parts = from(linkStart, input).map((link) => {
      return (share[link] ?? 0) * (links.includes(link) ? 1 : (risk[upstream[link] ?? 0] ?? 0));
    });
    return parts.reduce((sum, part) => sum + part, isUpper ? (missing[input] ?? 0) : 0);
  });
  const silent = isUpper && inputs.length === 0 ? (undeclared[node] ?? 0) : 0;
  return Math.min(1, Math.max(silent, ...inputs));
}
