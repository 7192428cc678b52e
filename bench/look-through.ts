import { lookThrough } from "../shared/look-through/look-through.ts";
import { createNetwork, type Network, solverFor } from "../shared/look-through/network.ts";
import { rankRemovals } from "../shared/look-through/removal-ranking.ts";
import { emptyFold, type Fold } from "../shared/supply/fold.ts";
import type { Link } from "../shared/supply/link.ts";
import { resolveOwnership } from "../shared/supply/ownership.ts";
import { scopesOf } from "../shared/supply/scope.ts";
import type { Supplier } from "../shared/supply/supplier.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { measure, randomFrom, report } from "./measure.ts";

// Look-through of one country, and the ranking of 1,000 owners, over 100,000 suppliers and 500,000 links, each against
// a peer in the same run: plain iteration of every link until nothing moves, and solving each removal from nothing.

const SUPPLIERS = 100_000;
const LINKS = 500_000;
const OWNERS = 1000;
const COUNTRIES = ["CN", "US", "KR", "JP", "DE"];
const SET = { countries: ["CN"] };
// Of the peer that solves from nothing, as many as fit a minute.
const SAMPLED_REMOVALS = 20;

const random = randomFrom(20260731);
const suppliers = new Map(Array.from({ length: SUPPLIERS }, (_, index) => supplierOf(index)));
const links = Map.groupBy(Array.from({ length: LINKS }, linkOf), ({ supplierId }) => supplierId);
const fold = foldOfEverybody();

const built = measure(() =>
  createNetwork(fold.cells.values(), links, resolveOwnership(suppliers, 0.5), suppliers, "safe"),
);
const network = built.result;
const { sector } = scopesOf(fold, {
  ownership: resolveOwnership(suppliers, 0.5),
  nodeOf: network.graph.nodeOf,
});
const looked = measure(() => lookThrough([sector], SET, network)[0]);
const iterated = measure(() => plainIteration(network));
const ranked = measure(() => rankRemovals([sector], network)[0]?.removals ?? []);
const fromNothing = measure(() => solveFromNothing(network, SAMPLED_REMOVALS));

const certain = looked.result?.lower ?? Number.NaN;
if (Math.abs(certain - iterated.result) > 1e-6) {
  throw new Error(`look-through says ${certain}, plain iteration ${iterated.result}`);
}
report(
  `${network.graph.ids.length} suppliers, ${network.graph.links.length} links, ${ranked.result.length} removals`,
  [
    ["build the network", built.seconds],
    [
      "look-through, both bounds and chains",
      looked.seconds,
      "plain iteration of one bound",
      iterated.seconds,
    ],
    [
      "one removal of the ranking",
      ranked.seconds / ranked.result.length,
      "solved from nothing",
      fromNothing.seconds / SAMPLED_REMOVALS,
    ],
    ["the whole ranking", ranked.seconds],
  ],
);

function supplierOf(index: number): [string, Supplier] {
  const supplierId = `s${index}`;
  const parent = index < OWNERS ? null : `s${index % OWNERS}`;
  const country = COUNTRIES[index % COUNTRIES.length] ?? null;
  return [
    supplierId,
    {
      supplierId,
      name: supplierId,
      country,
      parentId: parent,
      parentStake: parent === null ? null : 1,
      lists: [],
      inputs: null,
    },
  ];
}

/** Mostly upstream, one in a thousand back: some suppliers depend on each other. */
function linkOf(): Link {
  const from = Math.floor(random() * SUPPLIERS);
  const isBack = random() < 0.001;
  const to = isBack ? Math.floor(random() * from) : from + 1 + Math.floor(random() * (SUPPLIERS - from - 1));
  const input = `input-${Math.floor(random() * 3)}`;
  return {
    supplierId: `s${from}`,
    input,
    upstreamId: `s${Math.min(to, SUPPLIERS - 1)}`,
    originCountry: null,
    share: 0.1,
    source: null,
  };
}

function foldOfEverybody(): Fold {
  const cells = Array.from({ length: SUPPLIERS }, (_, index) => {
    const cell = {
      item: "bess",
      supplierId: `s${index}`,
      originCountry: "US",
      program: null,
      exposure: asMinor(100),
    };
    return [`${index}`, cell] as const;
  });
  return { ...emptyFold(), cells: new Map(cells), positions: SUPPLIERS, exposure: asMinor(SUPPLIERS * 100) };
}

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

function solveFromNothing(where: Network, removals: number): void {
  for (let owner = 0; owner < removals; owner += 1) {
    const { solver, removed } = solverFor(where, { owners: [`s${owner}`] });
    solver.removing(removed, () => {});
  }
}
