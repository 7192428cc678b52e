import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import type { Network } from "./network.ts";
import { createNodeQueue } from "./node-queue.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Removed, Risk } from "./risk.ts";
import { visitSellers } from "./scope-loss.ts";
import { inputsOfLinks, nodesThatReachRings } from "./supply-paths.ts";

/** Solves what a second removal certainly costs on top of a first one. */
export interface AddedRemovals {
  /** Starts from the risk by a first removal, which must stay as it is meanwhile. */
  startFrom(set: RemovedSet, risk: Risk): void;
  /** Whether a removal can be added: nothing that depends on it stands in a ring. */
  canAdd(removed: Removed): boolean;
  /**
   * Adds a removal, and passes to `read` what suppliers lose more, as a share of the scope: of what they sell, without goods made in a
   * country of the first. Within `read`, the risk is that by both; afterwards it is that by the first again.
   */
  adding(removed: Removed, read: (more: number) => number): number;
  /** How many links were read so far. */
  workDone(): number;
}

/**
 * A removal only adds to what is lost, and an input that gets nothing of what is removed stays as it is. So only inputs that lose
 * more are computed, and not all inputs of those who need them.
 */
export function createAddedRemovals(scope: Scope, { graph, components }: Network): AddedRemovals {
  const { ids, linkStart, share, upstream, dependentStart, dependentLinks, dependentOf } = graph;
  const inputOf = inputsOfLinks(graph);
  const reachesRing = nodesThatReachRings({ graph, components });
  const waiting = createNodeQueue(ids.length);
  const sold = new Float64Array(ids.length);
  const lostOfInput = new Float64Array(linkStart.length - 1);
  // What each waiting node loses when its turn comes.
  const lossNext = new Float64Array(ids.length);
  let lower: Risk["lower"] = new Float64Array(ids.length);
  let lostLinks: Risk["lostLinks"] = new Uint8Array(share.length);
  let linksRead = 0;
  const changed = {
    nodes: [] as number[],
    risks: [] as number[],
    inputs: [] as number[],
    losses: [] as number[],
  };
  return {
    startFrom(set, risk) {
      ({ lower, lostLinks } = risk);
      linksRead += share.length;
      lostOfInput.fill(0);
      for (let link = 0; link < share.length; link += 1) {
        const input = inputOf[link] ?? 0;
        const fraction = lostLinks[link] === 1 ? 1 : (lower[upstream[link] ?? 0] ?? 0);
        lostOfInput[input] = (lostOfInput[input] ?? 0) + (share[link] ?? 0) * fraction;
      }
      sold.fill(0);
      visitSellers(sellerTotals(scope.cells), set, (node, { maybeMade, other }) => {
        if (node !== NO_NODE) sold[node] = maybeMade + other;
      });
    },
    canAdd: ({ nodes, links }) =>
      nodes.every((node) => reachesRing[node] === 0) &&
      links.every((link) => reachesRing[dependentOf[link] ?? 0] === 0),
    adding(removed, read) {
      const cut = removed.links.filter((link) => lostLinks[link] === 0);
      for (const link of cut) {
        lostLinks[link] = 1;
        lose(link, 1 - (lower[upstream[link] ?? 0] ?? 0));
      }
      for (const node of removed.nodes) wait(node, 1);
      let more = 0;
      for (let node = waiting.next(); node >= 0; node = waiting.next()) more += settle(node);
      try {
        return read(more / scope.total);
      } finally {
        undo(cut);
      }
    },
    workDone: () => linksRead,
  };

  /** Has a node lose as much as this, once everyone that it depends on is settled. */
  function wait(node: number, loss: number): void {
    if (loss <= Math.max(lower[node] ?? 0, lossNext[node] ?? 0)) return;
    lossNext[node] = loss;
    waiting.add(node);
  }

  /** Adds to what an input loses through a link. */
  function lose(link: number, fraction: number): void {
    const input = inputOf[link] ?? 0;
    const loss = lostOfInput[input] ?? 0;
    changed.inputs.push(input);
    changed.losses.push(loss);
    lostOfInput[input] = loss + (share[link] ?? 0) * fraction;
    wait(dependentOf[link] ?? 0, Math.min(1, loss + (share[link] ?? 0) * fraction));
  }

  /** Sets the risk of a node, hands on what it loses more, and returns the exposure that is lost with it. */
  function settle(node: number): number {
    const more = (lossNext[node] ?? 0) - (lower[node] ?? 0);
    changed.nodes.push(node);
    changed.risks.push(lower[node] ?? 0);
    lower[node] = lossNext[node] ?? 0;
    lossNext[node] = 0;
    const last = dependentStart[node + 1] ?? 0;
    for (let at = dependentStart[node] ?? 0; at < last; at += 1) {
      const link = dependentLinks[at] ?? 0;
      linksRead += 1;
      if (lostLinks[link] === 0) lose(link, more);
    }
    return (sold[node] ?? 0) * more;
  }

  function undo(cut: readonly number[]): void {
    for (const link of cut) lostLinks[link] = 0;
    // An input may have changed more than once.
    for (let at = changed.inputs.length - 1; at >= 0; at -= 1) {
      lostOfInput[changed.inputs[at] ?? 0] = changed.losses[at] ?? 0;
    }
    for (const [at, node] of changed.nodes.entries()) lower[node] = changed.risks[at] ?? 0;
    for (const list of Object.values(changed)) list.length = 0;
  }
}
