import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, daysBetween, isInWindow, later, windowEnding } from "../../../shared/values/day.ts";
import { cases } from "../../support/cases.ts";

describe("addDays", () => {
  it.each([
    ["goes over the end of a month", "2026-01-31", 1, "2026-02-01"],
    ["goes over the end of a year", "2026-12-31", 1, "2027-01-01"],
    ["knows the leap day", "2028-02-28", 1, "2028-02-29"],
    ["knows that 2026 has no leap day", "2026-02-28", 1, "2026-03-01"],
    ["knows that 2000 had a leap day, though 1900 had none", "2000-02-28", 1, "2000-02-29"],
    ["goes back over a leap day", "2028-03-01", -1, "2028-02-29"],
    ["goes back a year that holds a leap day", "2028-07-31", -366, "2027-07-31"],
    ["stays where it is", "2026-07-31", 0, "2026-07-31"],
  ])("%s", (_sentence, day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it("is undone by daysBetween", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(daysBetween("2026-07-31", addDays("2026-07-31", days))).toBe(days);
      }),
    );
  });
});

describe("dayOf", () => {
  it.each([
    ["the last millisecond of a UTC day", "2026-07-31T23:59:59.999Z", "2026-07-31"],
    ["the first instant of a UTC day", "2026-08-01T00:00:00Z", "2026-08-01"],
    ["an evening in New York that is the next day in UTC", "2026-07-31T21:00:00-04:00", "2026-08-01"],
  ])("knows the day of %s", (_sentence, instant, expected) => {
    expect(dayOf(new Date(instant))).toBe(expected);
  });
});

describe("later", () => {
  it.each([
    [null, null, null],
    ["2026-01-01", null, "2026-01-01"],
    [null, "2026-01-01", "2026-01-01"],
    ["2026-01-01", "2025-12-31", "2026-01-01"],
    ["2025-12-31", "2026-01-01", "2026-01-01"],
  ])("of %s and %s is %s", (a, b, expected) => {
    expect(later(a, b)).toBe(expected);
  });
});

describe("a window", () => {
  const year = windowEnding("2026-07-31", 365);

  it.each([
    ["counts the day it ends with", "2026-07-31", true],
    ["does not count the day after", "2026-08-01", false],
    ["counts its first day", "2025-08-01", true],
    ["does not count the day windowDays before its end", "2025-07-31", false],
    ["counts what has no date", null, true],
  ])("%s", (_sentence, date, expected) => {
    expect(isInWindow(date, null, year)).toBe(expected);
  });

  it("of one day counts that day alone", () => {
    const day = windowEnding("2026-07-31", 1);
    const days = ["2026-07-30", "2026-07-31", "2026-08-01"];
    expect(days.map((date) => isInWindow(date, null, day))).toEqual([false, true, false]);
  });

  it("holds exactly windowDays days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (windowDays) => {
        const window = windowEnding("2026-07-31", windowDays);
        const days = Array.from({ length: 500 }, (_, index) => addDays("2026-08-31", -index));
        expect(days.filter((day) => isInWindow(day, null, window))).toHaveLength(windowDays);
      }),
      cases(20),
    );
  });
});

describe("a figure that stands for a period", () => {
  const june = windowEnding("2026-06-30", 31);

  it.each([
    ["May does not count at the end of June, though its last day would", "2026-05-01", "2026-05-31", false],
    ["June counts at the end of June", "2026-06-01", "2026-06-30", true],
    ["a day counts by itself", "2026-05-31", "2026-05-31", true],
    ["a fortnight with half of its days inside counts", "2026-05-24", "2026-06-06", true],
    ["a fortnight with less than half of its days inside does not", "2026-05-23", "2026-06-05", false],
    ["a quarter is longer than the window and counts by its last day", "2026-04-01", "2026-06-30", true],
    ["a quarter that ended before the window does not count", "2026-03-01", "2026-05-30", false],
    ["July has not ended by the end of June", "2026-06-15", "2026-07-14", false],
  ])("%s", (_sentence, periodStart, date, expected) => {
    expect(isInWindow(date, periodStart, june)).toBe(expected);
  });

  it("counts one month and no other at every end of a month, whatever its length", () => {
    const months = Array.from({ length: 24 }, (_, index) => {
      const first = new Date(Date.UTC(2027, index, 1));
      return { start: dayOf(first), end: addDays(dayOf(new Date(Date.UTC(2027, index + 1, 1))), -1) };
    });
    for (const { end: asOf } of months) {
      const window = windowEnding(asOf, 31);
      const counted = months.filter(({ start, end }) => isInWindow(end, start, window));
      expect(counted.map(({ end }) => end)).toEqual([asOf]);
    }
  });
});
