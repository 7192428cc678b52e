import type { Removed } from "./risk.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/**
 * The first day on which each node delivers less, from 0; infinite where that is never, or not before `end`. A shortage goes
 * from supplier to buyer when the stock between them ends, so the day is the smallest sum of stocks on the way.
 */
export function shortageStarts(
  { ids, share, dependentOf, dependentStart, dependentLinks }: SupplyGraph,
  linkStock: Float64Array,
  { nodes, links }: Pick<Removed, "nodes" | "links">,
  end: number,
): Float64Array {
  const starts = new Float64Array(ids.length).fill(Number.POSITIVE_INFINITY);
  // Days are whole numbers, so all that begins on one day waits together.
  const beginning: number[][] = Array.from({ length: end }, () => []);
  for (const node of nodes) begin(node, 0);
  for (const link of links) pass(link, 0);
  for (const [day, reached] of beginning.entries()) {
    // More may begin on the same day meanwhile.
    for (const node of reached) {
      if (starts[node] !== day) continue;
      const links = dependentLinks.subarray(dependentStart[node], dependentStart[node + 1]);
      for (const link of links) pass(link, day);
    }
  }
  return starts;

  function pass(link: number, day: number): void {
    if ((share[link] ?? 0) > 0) begin(dependentOf[link] ?? 0, day + (linkStock[link] ?? 0));
  }

  function begin(node: number, day: number): void {
    if (day >= (starts[node] ?? 0) || day >= end) return;
    starts[node] = day;
    beginning[day]?.push(node);
  }
}
