import type { Scope } from "../supply/scope.ts";
import type { Bound, Interval } from "../values/interval.ts";
import { createDayMeter, type StoppedSupply } from "./day-meter.ts";
import { type Network, takenBy } from "./network.ts";
import type { RemovedSet } from "./removed-set.ts";

/** What a removal costs a scope until all are back. An infinite upper bound: it is not known when that is. */
export interface LossInDays {
  /** The days on which some of it is missing. */
  days: Interval;
  /** The share that is missing, added up over these days. */
  shareDays: Interval;
}

/**
 * What each scope loses by a removal until everyone who is removed delivers again; `null` for a scope without exposure.
 *
 * On day `t` after the stop, those are out who have not recovered: `recoveryDays > t`. What one of them, or one that lacks
 * inputs, delivers less is missed by a buyer once the stock between them has ended: `stockDays` after the first day on which it
 * delivers less. The loss of the day is that of the look-through by those who are out, through the links whose stock has ended.
 * With one supplier it is `max(0, recoveryDays − stockDays)` days: time to recover less time to survive (Simchi-Levi, Schmidt
 * and Wei, "From Superstorms to Factory Fires", Harvard Business Review, January 2014; Simchi-Levi and others, "Identifying Risks
 * and Mitigating Disruptions in the Automotive Supply Chain", Interfaces 45(5), 2015).
 */
export function lossInDays(
  scopes: readonly Scope[],
  set: RemovedSet,
  network: Network,
): (LossInDays | null)[] {
  const stopped = { scopes, set, network, taken: takenBy(network, set) };
  const [least, most] = [lostDays("lower", stopped), lostDays("upper", stopped)];
  return scopes.map(({ total }, at) => {
    if (total === 0) return null;
    const between = (read: (lost: LostDays) => number): Interval => {
      const lower = read(least[at] ?? NOTHING);
      return { lower, upper: Math.max(lower, read(most[at] ?? NOTHING)) };
    };
    return { days: between(({ days }) => days), shareDays: between(({ shareDays }) => shareDays) };
  });
}

interface LostDays {
  days: number;
  shareDays: number;
}

const NOTHING: LostDays = { days: 0, shareDays: 0 };
const FOR_EVER: LostDays = { days: Number.POSITIVE_INFINITY, shareDays: Number.POSITIVE_INFINITY };

// With more different days than these, steps are put together: the bounds are wider, and still true.
const MOST_RECOVERIES = 12;
const MOST_ENDS = 12;

function lostDays(bound: Bound, stopped: StoppedSupply): LostDays[] {
  const meter = createDayMeter(bound, stopped);
  const sums = meter.afterAll().map((share) => (share > 0 ? FOR_EVER : NOTHING));
  let from = 0;
  for (const until of fewer(meter.recoveries, MOST_RECOVERIES)) {
    const outage = meter.during({ from, until });
    for (const end of [...fewer(outage.endsOfStock, MOST_ENDS), until]) {
      for (const [at, share] of outage.lost({ from, until: end }).entries()) {
        const sum = sums[at];
        if (sum === undefined || share === 0) continue;
        sums[at] = { days: sum.days + end - from, shareDays: sum.shareDays + share * (end - from) };
      }
      from = end;
    }
  }
  return sums;
}

/** At most so many of sorted numbers, the last among them. */
function fewer(sorted: readonly number[], most: number): number[] {
  const every = Math.ceil(sorted.length / most);
  return sorted.filter((_, at) => (sorted.length - 1 - at) % Math.max(1, every) === 0);
}
