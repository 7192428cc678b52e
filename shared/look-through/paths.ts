import { NO_NODE } from "../supply/affiliated-cell.ts";
import { bindingInputs, linksOf } from "./binding-inputs.ts";
import { nodesOf } from "./components.ts";
import type { Network } from "./network.ts";
import type { Risk } from "./risk.ts";
import type { SupplyGraph } from "./supply-graph.ts";

/** For each node, the fraction that is lost through its best single path, and the last link of that path. */
export interface Paths {
  carried: Float64Array;
  via: Int32Array;
}

const NO_LINK = -1;

/**
 * The best path to each node: of the inputs that decide its loss, the link that carries most. Components are
 * visited upstream first, cycles until nothing improves. This ends, because shares are at most 1.
 */
export function bestPaths({ graph, components }: Network, risk: Risk): Paths {
  const paths = {
    carried: Float64Array.from(risk.removed),
    via: new Int32Array(graph.ids.length).fill(NO_LINK),
  };
  for (const [component, isCyclic] of components.cyclic.entries()) {
    let improved = true;
    while (improved) {
      improved = false;
      for (const node of nodesOf(components, component)) {
        improved = improvePath(graph, node, risk, paths) || improved;
      }
      if (isCyclic === 0) break;
    }
  }
  return paths;
}

function improvePath(graph: SupplyGraph, node: number, risk: Risk, paths: Paths): boolean {
  if (risk.lower[node] === 0 || risk.removed[node] === 1) return false;
  const { carried, via } = paths;
  const before = carried[node] ?? 0;
  for (const input of bindingInputs(graph, node, risk)) {
    const { link, through } = bestLink(graph, input, risk, paths);
    if (through <= (carried[node] ?? 0)) continue;
    carried[node] = through;
    via[node] = link;
  }
  return (carried[node] ?? 0) > before;
}

function bestLink(graph: SupplyGraph, input: number, { lostLinks }: Risk, { carried }: Paths) {
  let best = { link: NO_LINK, through: 0 };
  for (const link of linksOf(graph, input)) {
    const arriving = lostLinks[link] === 1 ? 1 : (carried[graph.upstream[link] ?? NO_NODE] ?? 0);
    const through = (graph.share[link] ?? 0) * arriving;
    if (through > best.through) best = { link, through };
  }
  return best;
}

/** The links of the best path, from where something is removed down to the node `last`. */
export function linksTo(last: number, graph: SupplyGraph, { lostLinks }: Risk, { via }: Paths): number[] {
  const links: number[] = [];
  let node = last;
  for (let link = via[node] ?? NO_LINK; link !== NO_LINK; link = via[node] ?? NO_LINK) {
    links.push(link);
    if (lostLinks[link] === 1) break;
    node = graph.upstream[link] ?? NO_NODE;
  }
  return links.reverse();
}

/**
 * A path through an input that is not on the best path but loses as much. `carried` is the fraction lost
 * through it.
 */
export interface Detour {
  links: number[];
  carried: number;
}

/**
 * For each node on the best path to `last` where several inputs decide, the best path through each of the other
 * inputs. All these paths lose the same goods.
 */
export function detoursTo(last: number, graph: SupplyGraph, risk: Risk, paths: Paths): Detour[] {
  const best = linksTo(last, graph, risk, paths);
  return best.flatMap((link, at) => {
    const node = graph.dependentOf[link] ?? NO_NODE;
    const below = best.slice(at + 1);
    const kept = below.reduce((product, each) => product * (graph.share[each] ?? 0), 1);
    const others = bindingInputs(graph, node, risk).filter(
      (input) => ![...linksOf(graph, input)].includes(link),
    );
    return others.flatMap((input) => {
      const { link: other, through } = bestLink(graph, input, risk, paths);
      if (other === NO_LINK) return [];
      const isLost = risk.lostLinks[other] === 1;
      const above = isLost ? [] : linksTo(graph.upstream[other] ?? NO_NODE, graph, risk, paths);
      // A path that returns to its own start would explain nothing.
      if (above.some((each) => graph.dependentOf[each] === node)) return [];
      return [{ links: [...above, other, ...below], carried: through * kept }];
    });
  });
}
