import { type CyclicSystem, dependentsIn, NO_INPUT, reachingInputs } from "./cyclic-system.ts";
import type { Elimination } from "./elimination.ts";
import type { EliminationPlan } from "./elimination-plan.ts";
import { lostFrom } from "./elimination-results.ts";
import { gainOf, type Precise } from "./precise-gain.ts";
import { refine } from "./precise-value.ts";
import { eliminateInputs } from "./steps.ts";

/**
 * The least fixed point of a system. `deciding` is the worst input of each node; `NO_INPUT` where nothing can
 * be lost.
 */
export interface FixedPoint {
  value: Float64Array;
  deciding: Int32Array;
  /** The number of multiplications, which bounds the time. */
  work: number;
}

// Each round is better than the one before, and a few are enough in practice. This limit stops endless
// switching between values that differ only by rounding.
const MOST_ROUNDS = 200;
// A tiny gain of one step can matter: in a ring that leaks 1e-12 it adds up to 1e12 times as much.
const STRICT_GAIN = 1e-22;

/**
 * Solves a system by policy iteration. Each round chooses one input per node, solves the resulting linear
 * system, and then switches each node to a better input where there is one. It ends at the least fixed point
 * from any start, because the value for chosen inputs is never above it. Source: Puterman (1994), "Markov
 * Decision Processes", section 7.2 on positive models.
 */
export function leastFixedPoint(system: CyclicSystem, plan: EliminationPlan): FixedPoint {
  const deciding = reachingInputs(system, dependentsIn(system));
  const hasChoice = deciding.some((_, node) => inputCount(system, node) > 1);
  let work = 0;
  for (let round = 1; ; round += 1) {
    const elimination = eliminateDeciding(system, plan, deciding);
    work += elimination.work;
    const value = lostFrom(elimination);
    if (!hasChoice || round === MOST_ROUNDS) return { value, deciding, work };
    if (improve(system, deciding, refine(system, deciding, elimination, value))) continue;
    const tried = switchOne(system, plan, deciding, { value, work: elimination.work });
    work += tried.work;
    if (!tried.isBetter) return { value, deciding, work };
  }
}

// More than rounding errors, and too small to matter to a reader.
const VALUE_GAIN = 1e-12;
const MOST_WORK_FOR_SWITCHES = 200_000;

/**
 * Switches one input if that makes the value of its node larger once the whole system is solved again. In a
 * ring within a ring, the gain of one step can be smaller than rounding errors and still add up to much. This
 * is tried only for systems that are quickly solved.
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
      const tried = eliminateDeciding(system, plan, deciding);
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

function eliminateDeciding(system: CyclicSystem, plan: EliminationPlan, deciding: Int32Array): Elimination {
  return eliminateInputs(system, plan, (node) => {
    const input = deciding[node] ?? NO_INPUT;
    return input === NO_INPUT ? [] : [input];
  });
}

/** Switches each node to the input that gains most, if one gains. Returns whether any node was switched. */
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
