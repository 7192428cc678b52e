import { type AffiliatedCell, NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound } from "../values/interval.ts";
import { boundTimes } from "./bound-times.ts";
import { type Network, solverWith } from "./network.ts";
import { madeIn, type RemovedSet } from "./removed-set.ts";
import { createRings } from "./rings.ts";
import type { Removed, Risk } from "./risk.ts";
import { shortageStarts } from "./shortage-starts.ts";

/** Some scopes, and a removal with all that it takes out. */
export interface StoppedSupply {
  scopes: readonly Scope[];
  set: RemovedSet;
  network: Network;
  taken: Removed;
}

/** The days from `from` on, and before `until`. */
interface Days {
  from: number;
  until: number;
}

/** Measures what scopes lose day by day, in one bound. */
export interface DayMeter {
  /** The days on which somebody who is removed delivers again, in their order. */
  recoveries: readonly number[];
  /** The share of each scope that is missing after all of these days. */
  afterAll(): number[];
  /** What is missing during some days. Where somebody recovers meanwhile, it is the least, or the most, of these days. */
  during(days: Days): MissingDuring;
}

interface MissingDuring {
  /** The days in between on which some stock ends. */
  endsOfStock: readonly number[];
  /** The share of each scope that is missing on some of the days: where stock ends meanwhile, the least, or the most. */
  lost(days: Days): number[];
}

/** Who is out, by how long it takes to recover. */
type IsOut = (recovery: number) => boolean;

/** Makes the meter of one bound. */
export function createDayMeter(bound: Bound, { scopes, set, network, taken }: StoppedSupply): DayMeter {
  const { graph } = network;
  const times = boundTimes(network, bound);
  const nodes = bound === "lower" ? taken.nodes : [...taken.nodes, ...taken.maybe];
  const cut = new Set(taken.links);
  const made = scopes
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.node !== NO_NODE && isMadeThere(cell));
  const recoveries = [
    ...nodes.map((node) => times.recovery[node] ?? 0),
    ...taken.links.map((link) => times.linkRecovery[link] ?? 0),
    ...made.map(({ node }) => times.recovery[node] ?? 0),
  ];
  return {
    recoveries: sortedDays(recoveries, { from: 0, until: Number.POSITIVE_INFINITY }),
    afterAll,
    during,
  };

  function afterAll(): number[] {
    if (bound === "lower") return scopes.map(() => 0);
    const isOut: IsOut = (recovery) => !Number.isFinite(recovery);
    const starts = new Float64Array(graph.ids.length);
    return lostBy(isOut, starts, (start, stock) => Number.isFinite(start + stock));
  }

  function during({ from, until }: Days): MissingDuring {
    const isOut: IsOut = (recovery) => (bound === "lower" ? recovery >= until : recovery > from);
    const starts = shortageStarts(graph, times.linkStock, outBy(isOut), until);
    const ends = new Set<number>();
    for (const [node, start] of starts.entries()) ends.add(start + (times.stock[node] ?? 0));
    for (const link of graph.links.keys())
      ends.add(startOf(link, starts, isOut) + (times.linkStock[link] ?? 0));
    for (const { node } of made) ends.add(times.stock[node] ?? 0);
    return {
      endsOfStock: sortedDays(ends, { from, until }),
      lost: (days) =>
        lostBy(isOut, starts, (start, stock) =>
          bound === "lower" ? start + stock <= days.from : start + stock < days.until,
        ),
    };
  }

  function outBy(isOut: IsOut): Removed {
    return {
      nodes: nodes.filter((node) => isOut(times.recovery[node] ?? 0)),
      maybe: [],
      links: taken.links.filter((link) => isOut(times.linkRecovery[link] ?? 0)),
    };
  }

  /** The share of each scope that is missing by those who are out, where the stock between them and the buyer has ended. */
  function lostBy(
    isOut: IsOut,
    starts: Float64Array,
    hasEnded: (start: number, stock: number) => boolean,
  ): number[] {
    const share = graph.share.map((part, link) =>
      hasEnded(startOf(link, starts, isOut), times.linkStock[link] ?? 0) ? part : 0,
    );
    const passing = { ...graph, share };
    const rings = createRings(passing, network.components);
    const solver = solverWith({ ...network, graph: passing, rings }, new Uint8Array(graph.ids.length));
    return solver.removing(outBy(isOut), (risk) => scopes.map((scope) => shareLost(scope, risk)));

    function shareLost({ cells, total }: Scope, risk: Risk): number {
      let lost = 0;
      for (const cell of cells) lost += cell.exposure * fractionLost(cell, risk);
      return total === 0 ? 0 : Math.min(1, lost / total);
    }

    function fractionLost(cell: AffiliatedCell, risk: Risk): number {
      const { node } = cell;
      // An unknown seller may be anybody.
      if (node === NO_NODE) return bound === "lower" ? 0 : 1;
      const stock = times.stock[node] ?? 0;
      if (isMadeThere(cell) && isOut(times.recovery[node] ?? 0) && hasEnded(0, stock)) return 1;
      return hasEnded(starts[node] ?? 0, stock) ? (risk[bound][node] ?? 0) : 0;
    }
  }

  /** The day on which less comes through a link, before its stock. */
  function startOf(link: number, starts: Float64Array, isOut: IsOut): number {
    const isLost = cut.has(link) && isOut(times.linkRecovery[link] ?? 0);
    return isLost ? 0 : (starts[graph.upstream[link] ?? 0] ?? 0);
  }

  function isMadeThere({ originCountry }: AffiliatedCell): boolean {
    const answer = madeIn(originCountry, set);
    return answer === "yes" || (answer === "maybe" && bound === "upper");
  }
}

/** The different days between two others, in their order. */
function sortedDays(days: Iterable<number>, { from, until }: Days): number[] {
  return [...new Set(days)].filter((day) => day > from && day < until).sort((a, b) => a - b);
}
