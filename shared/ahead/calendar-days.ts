import type { CalendarDate } from "../policy/calendar.ts";
import { addDays, type Day, daysBetween } from "../values/day.ts";

/** What a calendar tells of a day. */
export interface CalendarDay {
  date: Day;
  title: string;
  about: string | null;
  source: string;
  /** The first day of the month that it follows; `null` for a single date. */
  month: Day | null;
  /** The data of that month that comes; `null` where none does. */
  data: string | null;
}

/** Data that a calendar expects and that has not come. */
export interface LateRelease extends CalendarDay {
  daysLate: number;
  /** The day from which it is told, and up to which positions were looked for. */
  asOf: Day;
  month: Day;
  data: string;
}

/** The next day after `today` of each date of a calendar; nothing of a date that is over. */
export function calendarDaysAfter(today: Day, calendar: readonly CalendarDate[]): CalendarDay[] {
  return calendar.flatMap((one) => {
    const { date, afterEachMonth = 0 } = one;
    if (date !== undefined) return date > today ? dayOf(one, date, null) : [];
    let month = firstOfMonth(addDays(today, -afterEachMonth));
    while (dayAfter(month, afterEachMonth) <= today) month = nextMonth(month);
    return dayOf(one, dayAfter(month, afterEachMonth), month);
  });
}

/**
 * The releases whose day has passed, while no position of their month or a later one is known. Of each, the earliest such month
 * is told, the latest release first. Nothing without a dated position: then nothing says which data came.
 */
export function lateReleases(
  asOf: Day,
  newestDate: Day | null,
  calendar: readonly CalendarDate[],
): LateRelease[] {
  if (newestDate === null) return [];
  const month = nextMonth(firstOfMonth(newestDate));
  const late = calendar.flatMap((one) => {
    if (one.afterEachMonth === undefined) return [];
    const due = dayAfter(month, one.afterEachMonth);
    const daysLate = daysBetween(due, asOf);
    if (daysLate <= 0) return [];
    const data = one.releases?.data;
    return data === undefined ? [] : { ...dayOf(one, due, month), month, data, daysLate, asOf };
  });
  return late.toSorted((a, b) => b.daysLate - a.daysLate);
}

function dayOf({ title, about, source, releases }: CalendarDate, date: Day, month: Day | null): CalendarDay {
  return { date, title, about: about ?? null, source, month, data: releases?.data ?? null };
}

function dayAfter(month: Day, days: number): Day {
  return addDays(nextMonth(month), days - 1);
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

function nextMonth(first: Day): Day {
  return firstOfMonth(addDays(first, 31));
}
