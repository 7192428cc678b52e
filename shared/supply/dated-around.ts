import { type Day, dayFrom, dayNumber } from "../values/day.ts";
import { asMinor } from "../values/exposure.ts";
import { type DatedPositions, positionsUpTo, UNDATED } from "./dated-positions.ts";
import { addWaiting, type Fold } from "./fold.ts";

/** The newest date of a position up to a day; `null` when none is dated. */
export function newestDate(positions: DatedPositions, asOf: Day): string | null {
  return dayAt(positions, positionsUpTo(positions, dayNumber(asOf)) - 1);
}

/** The date at an index in the order of dates; `null` when there is none. */
function dayAt({ date, byDate }: DatedPositions, at: number): string | null {
  const day = date[byDate[at] ?? -1] ?? UNDATED;
  return day === UNDATED ? null : dayFrom(day);
}

/** What all positions say about a day: the newest date, and the positions that wait for a later day. */
export function datedAround(
  positions: DatedPositions,
  asOf: Day,
  waiting: Float64Array,
): Pick<Fold, "newestDate" | "waiting" | "waitingExposure" | "waitingFrom"> {
  const dated = positionsUpTo(positions, dayNumber(asOf));
  return {
    newestDate: dayAt(positions, dated - 1),
    waiting: positions.byDate.length - dated,
    waitingExposure: asMinor(waiting[dated] ?? 0),
    waitingFrom: dayAt(positions, dated),
  };
}

/** For each index in the order of dates, the exposure from there on, summed like waiting exposure. */
export function sumsFromTheEnd({ byDate, exposure }: DatedPositions): Float64Array {
  const sums = new Float64Array(byDate.length + 1);
  for (let at = byDate.length - 1; at >= 0; at -= 1) {
    sums[at] = addWaiting(asMinor(sums[at + 1] ?? 0), asMinor(exposure[byDate[at] ?? 0] ?? 0));
  }
  return sums;
}
