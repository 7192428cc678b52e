import { lookThrough } from "../shared/look-through/look-through.ts";
import type { Network } from "../shared/look-through/network.ts";
import { largeNetwork, largeSupply, wholeSector } from "./large-network.ts";
import { measure, report } from "./measure.ts";

// Look-through of one country over 100,000 suppliers and 500,000 links, compared with a peer in the same run: plain iteration
// of every link until nothing moves.

const SET = { countries: ["CN"] };

const supply = largeSupply();
const built = measure(() => largeNetwork(supply));
const network = built.result;
const sector = wholeSector(supply, network);
const looked = measure(() => lookThrough([sector], SET, network)[0]);
const iterated = measure(() => plainIteration(network));

const certain = looked.result?.lower ?? Number.NaN;
if (Math.abs(certain - iterated.result) > 1e-6) {
  throw new Error(`look-through says ${certain}, plain iteration ${iterated.result}`);
}
report(`${network.graph.ids.length} suppliers, ${network.graph.links.length} links`, [
  ["build the network", built.seconds],
  ["look-through, both bounds and chains", looked.seconds, "plain iteration of one bound", iterated.seconds],
]);

/** The certain loss by sweeping over every link of every supplier until nothing moves. */
function plainIteration({ graph, affiliations }: Network): number {
  const risk = new Float64Array(graph.ids.length);
  for (let moved = 1; moved > 1e-12; ) {
    moved = 0;
    for (const [node, affiliation] of affiliations.entries()) {
      const next = affiliation.control === "CN" ? 1 : worstInput(graph, node, risk);
      moved = Math.max(moved, Math.abs(next - (risk[node] ?? 0)));
      risk[node] = next;
    }
  }
  const lost = sector.cells.reduce((sum, cell) => sum + cell.exposure * (risk[cell.node] ?? 0), 0);
  return lost / sector.total;
}

function worstInput(graph: Network["graph"], node: number, risk: Float64Array): number {
  let worst = 0;
  for (let input = graph.inputStart[node] ?? 0; input < (graph.inputStart[node + 1] ?? 0); input += 1) {
    let lost = 0;
    for (let link = graph.linkStart[input] ?? 0; link < (graph.linkStart[input + 1] ?? 0); link += 1) {
      lost += (graph.share[link] ?? 0) * (risk[graph.upstream[link] ?? 0] ?? 0);
    }
    worst = Math.max(worst, lost);
  }
  return Math.min(1, worst);
}
