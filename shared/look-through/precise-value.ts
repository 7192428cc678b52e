import { type CyclicSystem, NO_INPUT } from "./cyclic-system.ts";
import type { Elimination } from "./elimination.ts";
import { earnedFrom } from "./elimination-results.ts";
import { gainOf, type Precise } from "./precise-gain.ts";

const MOST_REFINEMENTS = 6;
const FINE_ENOUGH = 1e-27;

/**
 * The value of the chosen inputs with twice as many digits. It adds what one more step would still gain, until a step
 * gains nothing.
 */
export function refine(
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
