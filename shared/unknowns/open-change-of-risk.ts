import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Bound, Interval } from "../values/interval.ts";
import { type AnsweredRisk, answeredRisk } from "./answered-risk.ts";
import { type ChangedRisk, changedRisk, endOf, endsOf } from "./changed-risk.ts";
import type { OpenScope } from "./open-scope.ts";
import { askedInAny, askedOf, type OpenValue, type Unknown } from "./unknown.ts";

/** What answers make of a change, and whether they reach it. Otherwise it is a bound. */
interface After {
  value: Interval;
  isReached: boolean;
}

type Extreme = "smallest" | "largest";

// Less is a rounding error.
const NOTHING = 1e-12;

/**
 * By how much the share at risk has risen, as it depends on what is not known. Each seller adds the least, or the most, that answers
 * can make of it: a bound, reached where the same answers are best for all sellers. Neither scope has exposure that is optional.
 */
export function openChangeOfRisk(now: OpenScope, then: OpenScope, set: RemovedSet): OpenValue {
  const windows = [answeredRisk(now, set), answeredRisk(then, set)];
  const changed = changedRisk(now.scope, then.scope, set);
  const value = valueNow(changed, windows);
  const found = new WeakMap<readonly Unknown[], Record<Extreme, After>>();
  const after = (answered: readonly Unknown[]) => {
    const known = found.get(answered) ?? {
      smallest: valueAfter("smallest", answered, value, changed, windows),
      largest: valueAfter("largest", answered, value, changed, windows),
    };
    found.set(answered, known);
    return known;
  };
  const moved = (answered: readonly Unknown[]) => {
    const { smallest, largest } = after(answered);
    return Math.max(0, value.upper - smallest.value.upper, largest.value.lower - value.lower);
  };
  return {
    now: value,
    unknowns: askedInAny(windows),
    ifSmallest: (answered) => after(answered).smallest.value,
    ifLargest: (answered) => after(answered).largest.value,
    narrowed: (answered) => ({ lower: 0, upper: moved(answered) }),
    isReached: (answered) => after(answered).smallest.isReached && after(answered).largest.isReached,
    mostMoved: (unknown) => windows.reduce((sum, one) => sum + one.mostMoved(unknown), 0),
  };
}

function valueNow({ certain, sellers, unsold }: ChangedRisk, windows: readonly AnsweredRisk[]): Interval {
  const value = { lower: certain, upper: certain };
  const add = ({ lower, upper }: Interval) => {
    value.lower += lower;
    value.upper += upper;
  };
  for (const [seller, lines] of sellers) add(endsOf(lines, riskIn(windows, seller)));
  for (const weight of unsold) add({ lower: Math.min(0, weight), upper: Math.max(0, weight) });
  return value;
}

function riskIn(windows: readonly AnsweredRisk[], seller: string): Interval {
  for (const window of windows) {
    const risk = window.of(seller);
    if (risk !== null) return risk;
  }
  return { lower: 0, upper: 1 };
}

function valueAfter(
  extreme: Extreme,
  answered: readonly Unknown[],
  now: Interval,
  { sellers, unsold }: ChangedRisk,
  windows: readonly AnsweredRisk[],
): After {
  const asked = askedOf(answered);
  const end: Bound = extreme === "smallest" ? "upper" : "lower";
  const [safe, lost] = (["safe", "lost"] as const).map(
    (as) => new Map(windows.flatMap((one) => [...one.after(answered)[as]])),
  );
  let bound = now[end];
  // What the figure is if all who are asked are safe, and if all are lost.
  const same: [Interval, Interval] = [{ ...now }, { ...now }];
  for (const seller of new Set([...(safe?.keys() ?? []), ...(lost?.keys() ?? []), ...asked])) {
    const lines = seller === null ? undefined : sellers.get(seller);
    if (seller === null || lines === undefined) continue;
    const { lower, upper } = riskIn(windows, seller);
    const least = Math.max(lower, lost?.get(seller) ?? lower);
    const most = Math.min(upper, safe?.get(seller) ?? upper);
    const told = lines[extreme === "smallest" ? "lower" : "upper"];
    const known = asked.has(seller) ? { lower: told, upper: told } : lines;
    const before = endsOf(lines, { lower, upper });
    bound += endOf(known[end], { lower: least, upper: most }, end) - before[end];
    for (const [at, risk] of [
      { lower, upper: most },
      { lower: least, upper },
    ].entries())
      move(same[at === 0 ? 0 : 1], before, endsOf(known, risk));
  }
  for (const weight of asked.has(null) ? unsold : []) {
    const before = { lower: Math.min(0, weight), upper: Math.max(0, weight) };
    const told = extreme === "smallest" ? before.lower : before.upper;
    bound += told - before[end];
    for (const value of same) move(value, before, { lower: told, upper: told });
  }
  const reached = same.find((value) => Math.abs(value[end] - bound) <= NOTHING);
  return { value: reached ?? { ...now, [end]: bound }, isReached: reached !== undefined };
}

function move(value: Interval, before: Interval, after: Interval): void {
  value.lower += after.lower - before.lower;
  value.upper += after.upper - before.upper;
}
