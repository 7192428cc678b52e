import { type CyclicSystem, dependentsIn, NO_INPUT, reachingInputs } from "./cyclic-system.ts";
import { type Elimination, earnedFrom, eliminate, lostFrom, type Steps } from "./elimination.ts";
import type { EliminationPlan } from "./elimination-plan.ts";
import { gainOf, type Precise } from "./precise-gain.ts";

/** The least fixed point. `deciding` is each node's worst input; `NO_INPUT` where nothing can be lost. */
export interface FixedPoint {
  value: Float64Array;
  deciding: Int32Array;
  /** Multiplications that it took. Their number bounds the time. */
  work: number;
}

// Policies get better each time, and few are tried in practice. Noise in the last bits must not keep it going.
const MOST_ROUNDS = 200;
// A gain of one step, where a ring leaks 1e-12, adds up to a gain of 1e12 times as much.
const STRICT_GAIN = 1e-22;

/**
 * Solves a system by policy iteration: it fixes the deciding inputs, solves what is then linear, and switches an input
 * only where that gains. From any start it ends at the least fixed point, since the value of fixed inputs never lies
 * above it. Source: Puterman (1994), "Markov Decision Processes", section 7.2 on positive models.
 */
export function leastFixedPoint(system: CyclicSystem, plan: EliminationPlan): FixedPoint {
  const deciding = reachingInputs(system, dependentsIn(system));
  const hasChoice = deciding.some((_, node) => inputCount(system, node) > 1);
  let work = 0;
  for (let round = 1; ; round += 1) {
    const elimination = eliminate(
      plan,
      stepsOf(system, (node) => inputsOf(deciding, node)),
    );
    work += elimination.work;
    const value = lostFrom(elimination);
    if (!hasChoice || round === MOST_ROUNDS) return { value, deciding, work };
    if (improve(system, deciding, refine(system, deciding, elimination, value))) continue;
    const tried = switchOne(system, plan, deciding, { value, work: elimination.work });
    work += tried.work;
    if (!tried.isBetter) return { value, deciding, work };
  }
}

// More than the last bits of a value; less than anyone could tell apart.
const VALUE_GAIN = 1e-12;
const MOST_WORK_FOR_SWITCHES = 200_000;

/**
 * Switches one input where the value that the whole system then has is more. In a ring within a ring a step may gain less
 * than can be told from noise, and add up to much all the same. Only systems are tried that are quickly solved.
 */
function switchOne(
  system: CyclicSystem,
  plan: EliminationPlan,
  deciding: Int32Array,
  now: { value: Float64Array; work: number },
): { isBetter: boolean; work: number } {
  let work = 0;
  const { inputStart } = system;
  const choices = inputStart[inputStart.length - 1] ?? 0;
  if (choices * now.work > MOST_WORK_FOR_SWITCHES) return { isBetter: false, work };
  for (const [node, current] of deciding.entries()) {
    if (current === NO_INPUT) continue;
    for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
      if (input === current) continue;
      deciding[node] = input;
      const tried = eliminate(
        plan,
        stepsOf(system, (each) => inputsOf(deciding, each)),
      );
      work += tried.work;
      if ((lostFrom(tried)[node] ?? 0) > (now.value[node] ?? 0) + VALUE_GAIN) return { isBetter: true, work };
      deciding[node] = current;
    }
  }
  return { isBetter: false, work };
}

function inputCount({ inputStart }: CyclicSystem, node: number): number {
  return (inputStart[node + 1] ?? 0) - (inputStart[node] ?? 0);
}

function inputsOf(deciding: Int32Array, node: number): number[] {
  const input = deciding[node] ?? NO_INPUT;
  return input === NO_INPUT ? [] : [input];
}

/** The steps that follow certain inputs of each node, all to the same part. A node without any keeps all safe. */
export function stepsOf(system: CyclicSystem, inputsOfNode: (node: number) => readonly number[]): Steps {
  const size = system.inputStart.length - 1;
  const linkStart = new Int32Array(size + 1);
  const upstream: number[] = [];
  const share: number[] = [];
  const lost = new Float64Array(size);
  const safe = new Float64Array(size);
  for (let node = 0; node < size; node += 1) {
    const inputs = inputsOfNode(node);
    if (inputs.length === 0) safe[node] = 1;
    for (const input of inputs) {
      const last = system.linkStart[input + 1] ?? 0;
      for (let link = system.linkStart[input] ?? 0; link < last; link += 1) {
        upstream.push(system.upstream[link] ?? 0);
        share.push((system.share[link] ?? 0) / inputs.length);
      }
      lost[node] = (lost[node] ?? 0) + (system.lost[input] ?? 0) / inputs.length;
      safe[node] = (safe[node] ?? 0) + (system.safe[input] ?? 0) / inputs.length;
    }
    linkStart[node + 1] = upstream.length;
  }
  return { linkStart, upstream: Int32Array.from(upstream), share: Float64Array.from(share), lost, safe };
}

/** Switches to the input that gains most, where one gains; says whether any did. */
function improve({ inputStart, ...system }: CyclicSystem, deciding: Int32Array, value: Precise): boolean {
  let isBetter = false;
  for (const [node, current] of deciding.entries()) {
    if (current === NO_INPUT) continue;
    let most = STRICT_GAIN;
    for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
      const gain = input === current ? 0 : gainOf({ inputStart, ...system }, node, input, value);
      if (gain <= most) continue;
      most = gain;
      deciding[node] = input;
      isBetter = true;
    }
  }
  return isBetter;
}

const MOST_REFINEMENTS = 6;
const FINE_ENOUGH = 1e-27;

/** The same value with twice as many digits: what one step still gains is added, until it gains nothing. */
function refine(
  system: CyclicSystem,
  deciding: Int32Array,
  elimination: Elimination,
  value: Float64Array,
): Precise {
  const precise = { high: value.slice(), low: new Float64Array(value.length) };
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_REFINEMENTS; step += 1) {
    const gain = Float64Array.from(deciding, (input, node) =>
      input === NO_INPUT ? 0 : gainOf(system, node, input, precise),
    );
    const earned = earnedFrom(elimination, gain);
    const largest = earned.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    if (largest >= before) break;
    for (const [node, each] of earned.entries()) {
      const low = (precise.low[node] ?? 0) + each;
      const high = (precise.high[node] ?? 0) + low;
      precise.low[node] = low - (high - (precise.high[node] ?? 0));
      precise.high[node] = high;
    }
    if (largest < FINE_ENOUGH) break;
    before = largest;
  }
  return precise;
}
