import { type Day, earlier, isInWindow, later, type Window } from "../values/day.ts";
import type { ColumnTexts } from "./position-columns.ts";

/** Where a position stands in a window. It is in both when it also counts in the window that this one is compared with. */
const UNKNOWN_PLACE = 0;
export const WAITING = 1;
export const OUTSIDE = 2;
const INSIDE = 3;
export const IN_BOTH = 4;

/** The places of dates and periods in a window, each found out once. */
export interface WindowPlaces {
  /** The place of a position, by the numbers of its date and of the start of its period. */
  placeOf(date: number, periodStart: number): number;
  /** The newest of the dates that were asked for and do not wait; the earliest that waits. */
  dates(): { newestDate: Day | null; waitingFrom: Day | null };
}

export function createWindowPlaces(
  window: Window,
  texts: Pick<ColumnTexts, "date" | "periodStart">,
): WindowPlaces {
  let byDate = new Uint8Array(64);
  const byPeriod = new Map<number, number>();
  const find = (date: Day | null, periodStart: Day | null): number => {
    if (date !== null && date > window.asOf) return WAITING;
    if (!isInWindow(date, periodStart, window)) return OUTSIDE;
    const { comparedWith } = window;
    return comparedWith !== undefined && isInWindow(date, periodStart, comparedWith) ? IN_BOTH : INSIDE;
  };

  function firstPlaceOf(date: number): number {
    if (date >= byDate.length) {
      const wider = new Uint8Array(Math.max(2 * byDate.length, date + 1));
      wider.set(byDate);
      byDate = wider;
    }
    const place = find(texts.date.textOf(date), null);
    byDate[date] = place;
    return place;
  }

  function placeOfPeriod(date: number, periodStart: number): number {
    const key = periodStart * 2 ** 26 + date;
    const known = byPeriod.get(key);
    if (known !== undefined) return known;
    const place = find(texts.date.textOf(date), texts.periodStart.textOf(periodStart));
    byPeriod.set(key, place);
    return place;
  }

  return {
    placeOf(date, periodStart) {
      const known = byDate[date] ?? UNKNOWN_PLACE;
      const place = known === UNKNOWN_PLACE ? firstPlaceOf(date) : known;
      return periodStart === 0 ? place : placeOfPeriod(date, periodStart);
    },
    dates() {
      const asked = [...byDate.keys()].filter((date) => byDate[date] !== UNKNOWN_PLACE);
      const isWaiting = (date: number) => byDate[date] === WAITING;
      const dayOf = (date: number) => texts.date.textOf(date);
      return {
        newestDate: asked
          .filter((date) => !isWaiting(date))
          .map(dayOf)
          .reduce(later, null),
        waitingFrom: asked.filter(isWaiting).map(dayOf).reduce(earlier, null),
      };
    },
  };
}
