import { addDays, type Day } from "../../../../shared/values/day.ts";
import type { Interval } from "./interests.ts";

/** What one relationship says of one kind of holding. */
type Said = readonly Interval[];

/** A share in a period: from `min` to `max`. */
export interface Share extends Pick<Interval, "min" | "max" | "from" | "to"> {}

/**
 * What several relationships say of one holder and one kind, as periods that do not overlap. Several interests of one
 * relationship may be parts of one holding, or say it twice: it is at least the largest and at most their sum. What several
 * relationships say differently lies between the least and the most that any of them says.
 */
export function sharesInPeriods(said: readonly Said[]): Share[] {
  const all = said.flat();
  const starts = new Set<Day | null>([null]);
  for (const { from, to } of all) {
    if (from !== null) starts.add(from);
    if (to !== null) starts.add(addDays(to, 1));
  }
  const inOrder = [...starts].sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
  const shares: Share[] = [];
  for (const [at, from] of inOrder.entries()) {
    const next = inOrder[at + 1];
    const period = { from, to: next === undefined || next === null ? null : addDays(next, -1) };
    const share = shareIn(said, from ?? FIRST);
    const last = shares.at(-1);
    if (share === null) continue;
    if (last !== undefined && isNext(last, from) && last.min === share.min && last.max === share.max)
      last.to = period.to;
    else shares.push({ ...share, ...period });
  }
  return shares;
}

const FIRST = "0000-01-01";

function isNext({ to }: Share, from: Day | null): boolean {
  return to !== null && from !== null && addDays(to, 1) === from;
}

/** The share on a day; `null` where nobody says any. */
function shareIn(said: readonly Said[], day: Day): Pick<Share, "min" | "max"> | null {
  const each = said.flatMap((intervals) => {
    const on = intervals.filter(({ from, to }) => (from ?? FIRST) <= day && (to === null || day <= to));
    if (on.length === 0) return [];
    const sum = on.reduce((added, { max }) => added + max, 0);
    return [{ min: Math.max(...on.map(({ min }) => min)), max: Math.min(1, sum) }];
  });
  if (each.length === 0) return null;
  return { min: Math.min(...each.map(({ min }) => min)), max: Math.max(...each.map(({ max }) => max)) };
}
