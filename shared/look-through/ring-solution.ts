import { type CyclicSystem, dependentsIn, NO_INPUT, reachingInputs } from "./cyclic-system.ts";
import type { EliminationPlan } from "./elimination-plan.ts";
import { leastFixedPoint } from "./least-fixed-point.ts";
import { losingAll, withoutThose } from "./total-loss.ts";

/** Two bounds of a least fixed point. They are equal wherever that takes bounded work. */
export interface RingSolution {
  least: Float64Array;
  most: Float64Array;
  /** The number of multiplications, which bounds the time. */
  work: number;
}

// Elimination with at most this many multiplications is not worth avoiding.
const CHEAP = 10_000_000;
const MOST_SWEEPS = 500;
const CLOSED = 1e-11;

/**
 * The least fixed point of a system. Nodes that lose everything or nothing need no arithmetic. For the rest,
 * iteration from both sides comes first where elimination takes long, or has no plan because it would take too
 * long. Iteration is enough for all rings except those that hardly anything leaves.
 */
export function solveSystem(whole: CyclicSystem, plan: EliminationPlan | null): RingSolution {
  const losesAll = losingAll(whole, dependentsIn(whole));
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

/**
 * Iterates from 0 upwards and from 1 downwards. The least fixed point lies between the two, wherever iteration
 * stops.
 */
function bracketFromBothSides(system: CyclicSystem, sweeps: number): RingSolution & { isClosed: boolean } {
  const reaching = reachingInputs(system, dependentsIn(system));
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
