import type { EliminationPlan } from "./elimination.ts";
import { type CyclicSystem, leastFixedPoint, NO_INPUT, reachingInputs } from "./least-fixed-point.ts";

/** A least fixed point between two bounds. They meet wherever bounded work can make them. */
export interface RingSolution {
  least: Float64Array;
  most: Float64Array;
  /** Multiplications that it took. Their number bounds the time. */
  work: number;
}

// Elimination that takes no more than this is not worth avoiding.
const CHEAP = 1_000_000;
const MOST_SWEEPS = 500;
const CLOSED = 1e-11;

/**
 * The least fixed point of a system. Nodes that lose all or nothing are found without arithmetic. For the rest, where elimination is dear (or, with no plan, too dear), iteration from both sides
 * comes first: it does for all but rings that next to nothing leaves.
 */
export function solveSystem(whole: CyclicSystem, plan: EliminationPlan | null): RingSolution {
  const losesAll = losingAll(whole);
  const system = withoutThose(whole, losesAll);
  const { least, most, work } = solveRest(system, plan);
  for (const [node, isLost] of losesAll.entries()) {
    if (isLost === 0) continue;
    least[node] = 1;
    most[node] = 1;
  }
  return { least, most, work };
}

function solveRest(system: CyclicSystem, plan: EliminationPlan | null): RingSolution {
  if (system.lost.every((lost) => lost === 0)) {
    const nothing = new Float64Array(system.inputStart.length - 1);
    return { least: nothing, most: nothing, work: 0 };
  }
  let spent = 0;
  if (plan === null || plan.work > CHEAP) {
    const links = system.upstream.length + system.lost.length;
    const sweeps = plan === null ? MOST_SWEEPS : Math.min(MOST_SWEEPS, plan.work / (4 * links));
    const { isClosed, ...bracket } = bracketFromBothSides(system, sweeps);
    if (isClosed || plan === null) return bracket;
    spent = bracket.work;
  }
  const { value, work } = leastFixedPoint(system, plan);
  return { least: value, most: value, work: work + spent };
}

const MOST_ROUNDS = 100;

/**
 * Nodes that certainly lose all: by some inputs of theirs all that they get comes, in the end, from what is lost. Nodes
 * are ruled out until those that are left reach it by inputs of which nothing is safe, or comes from those ruled out.
 */
function losingAll(system: CyclicSystem): Uint8Array {
  const { linkStart, upstream, share, safe } = system;
  let isLeft = new Uint8Array(system.inputStart.length - 1).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const reaching = reachingInputs(system, (input) => {
      if ((safe[input] ?? 0) > 0) return false;
      for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
        if ((share[link] ?? 0) > 0 && isLeft[upstream[link] ?? 0] === 0) return false;
      }
      return true;
    });
    const next = Uint8Array.from(reaching, (input) => (input === NO_INPUT ? 0 : 1));
    if (next.every((each, node) => each === isLeft[node])) return isLeft;
    isLeft = next;
  }
  return new Uint8Array(isLeft.length);
}

/** The same system, where those nodes count as lost to all that depend on them, and have no inputs of their own. */
function withoutThose(system: CyclicSystem, losesAll: Uint8Array): CyclicSystem {
  if (!losesAll.includes(1)) return system;
  const inputStart = new Int32Array(system.inputStart.length);
  const linkStart = [0];
  const [upstream, share, lost, safe] = [[], [], [], []] as [number[], number[], number[], number[]];
  for (const [node, isLost] of losesAll.entries()) {
    const last = isLost === 1 ? 0 : (system.inputStart[node + 1] ?? 0);
    for (let input = system.inputStart[node] ?? 0; input < last; input += 1) {
      let fromLost = system.lost[input] ?? 0;
      for (let link = system.linkStart[input] ?? 0; link < (system.linkStart[input + 1] ?? 0); link += 1) {
        const [to, part] = [system.upstream[link] ?? 0, system.share[link] ?? 0];
        if (losesAll[to] === 1) fromLost += part;
        else {
          upstream.push(to);
          share.push(part);
        }
      }
      lost.push(fromLost);
      safe.push(system.safe[input] ?? 0);
      linkStart.push(upstream.length);
    }
    inputStart[node + 1] = lost.length;
  }
  return {
    inputStart,
    linkStart: Int32Array.from(linkStart),
    upstream: Int32Array.from(upstream),
    share: Float64Array.from(share),
    lost: Float64Array.from(lost),
    safe: Float64Array.from(safe),
  };
}

/** Iterates from 0 upwards and from 1 downwards: the least fixed point lies between, wherever it stops. */
function bracketFromBothSides(system: CyclicSystem, sweeps: number): RingSolution & { isClosed: boolean } {
  const reaching = reachingInputs(system);
  const least = new Float64Array(reaching.length);
  const most = Float64Array.from(reaching, (input) => (input === NO_INPUT ? 0 : 1));
  let work = 0;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let gap = 0;
    for (let node = 0; node < reaching.length; node += 1) {
      if (reaching[node] === NO_INPUT) continue;
      least[node] = worstInput(system, node, least);
      most[node] = Math.min(most[node] ?? 1, worstInput(system, node, most));
      gap = Math.max(gap, (most[node] ?? 1) - (least[node] ?? 0));
    }
    work += 2 * system.upstream.length;
    if (gap <= CLOSED) return { least, most, work, isClosed: true };
  }
  return { least, most, work, isClosed: false };
}

function worstInput(system: CyclicSystem, node: number, risk: Float64Array): number {
  const { inputStart, linkStart, upstream, share, lost } = system;
  let worst = 0;
  for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
    let sum = lost[input] ?? 0;
    for (let link = linkStart[input] ?? 0; link < (linkStart[input + 1] ?? 0); link += 1) {
      sum += (share[link] ?? 0) * (risk[upstream[link] ?? 0] ?? 0);
    }
    worst = Math.max(worst, sum);
  }
  return Math.min(1, worst);
}
