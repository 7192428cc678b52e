import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarDaysAfter, lateReleases } from "../../../shared/ahead/calendar-days.ts";
import { datesAhead } from "../../../shared/ahead/dates-ahead.ts";
import type { CalendarDate } from "../../../shared/policy/calendar.ts";
import { calendarText, lateLine } from "../../../shared/text/calendar-text.ts";
import { addDays, daysBetween } from "../../../shared/values/day.ts";
import { AS_OF, policyOf } from "../../support/builders.ts";

const release: CalendarDate = {
  ...{ title: "Trade figures", afterEachMonth: 35, sectors: ["ai"], source: "Census Bureau" },
  releases: { data: "import figures" },
};
const once: CalendarDate = {
  title: "Tables are due",
  date: "2026-12-31",
  sectors: ["*"],
  source: "a notice",
};
const ahead = (today: string, ...calendar: CalendarDate[]) =>
  calendarDaysAfter(today, calendar).map(({ date, month }) => [date, month]);

describe("the days of a calendar", () => {
  it.each([
    ["before the release of June", "2026-08-03", "2026-08-04", "2026-06-01"],
    ["on its day", "2026-08-04", "2026-09-04", "2026-07-01"],
    ["over the end of a year", "2027-01-05", "2027-02-04", "2026-12-01"],
    ["after February", "2027-03-08", "2027-04-04", "2027-02-01"],
  ])("are the next of each month, %s", (_, today, date, month) => {
    expect(ahead(today, release)).toEqual([[date, month]]);
  });

  it("are told once, and not when they are over", () => {
    expect(ahead("2026-12-30", once)).toEqual([["2026-12-31", null]]);
    expect(ahead("2026-12-31", once)).toEqual([]);
  });

  it("are told with their source", () => {
    const said = calendarDaysAfter(AS_OF, [release, { ...once, about: "of Treasury" }]).map(calendarText);
    expect(said).toEqual([
      "Trade figures, with import figures of Jun 2026 (source: Census Bureau)",
      "Tables are due; of Treasury (source: a notice)",
    ]);
  });

  const someCalendar = fc.record({
    today: fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2020-01-01", days)),
    after: fc.integer({ min: 1, max: 366 }),
    days: fc.integer({ min: -40, max: 4000 }),
  });

  it("lie after today, in order, each once, at most a month ahead where they come each month", () => {
    fc.assert(
      fc.property(someCalendar, ({ today, after, days }) => {
        const calendar = [
          { ...release, afterEachMonth: after },
          { ...once, date: addDays(today, days) },
        ];
        const input = { findings: [], supply: [], newestDate: null, silences: [], acknowledgements: [] };
        const dates = datesAhead({ policy: { ...policyOf(), calendar }, today, ...input });
        expect(dates).toHaveLength(days > 0 ? 2 : 1);
        expect(dates.every(({ date }) => date > today)).toBe(true);
        expect(dates.map(({ date }) => date)).toEqual(dates.map(({ date }) => date).toSorted());
        const [next] = calendarDaysAfter(today, calendar);
        expect(daysBetween(today, next?.date ?? "")).toBeLessThanOrEqual(31);
      }),
    );
  });

  it("of a release become late on the day after, when nothing of the month came, and never before", () => {
    fc.assert(
      fc.property(someCalendar, ({ today, after }) => {
        const calendar = [{ ...release, afterEachMonth: after }];
        const [{ date, month } = { date: "", month: null }] = calendarDaysAfter(today, calendar);
        const before = addDays(month ?? "", -1);
        expect(lateReleases(date, before, calendar)).toEqual([]);
        expect(lateReleases(addDays(date, 1), before, calendar)).toMatchObject([{ month, daysLate: 1 }]);
        expect(lateReleases(addDays(date, 1), month, calendar)).toEqual([]);
      }),
    );
  });
});

describe("a late release", () => {
  const late = (asOf: string, newest: string | null, ...calendar: CalendarDate[]) =>
    lateReleases(asOf, newest, calendar).map((one) => lateLine(one, policyOf()));

  it("says what is known, and counts from the first month that is missing", () => {
    expect(late("2026-08-10", "2026-05-31", release)).toEqual([
      "4 Aug 2026, late by 6 days on 10 Aug 2026: Trade figures, with import figures of Jun 2026: no purchase dated 1 Jun 2026 to 10 Aug 2026 was read (source: Census Bureau)",
    ]);
    expect(late("2026-08-05", "2026-02-28", release)).toEqual([
      expect.stringMatching(/^5 May 2026, late by 92 days .* of Mar 2026: no purchase dated 1 Mar 2026 to/),
    ]);
  });

  it("speaks of one day as one", () => {
    expect(late("2026-08-05", "2026-05-31", release)[0]).toContain("late by 1 day on");
  });

  it.each([
    ["on its day", "2026-08-04", "2026-05-31", release],
    ["when a day of the month is there", "2026-08-10", "2026-06-01", release],
    ["without a dated position", "2026-08-10", null, release],
    ["for a single date", "2027-08-10", "2026-05-31", once],
    ["for a day that brings no data", "2026-08-10", "2026-05-31", { ...release, releases: undefined }],
  ])("is none %s", (_, asOf, newest, one) => {
    expect(late(asOf, newest, one as CalendarDate)).toEqual([]);
  });

  it("comes in the order in which it was due", () => {
    const sooner = { ...release, title: "Sooner", afterEachMonth: 20 };
    expect(lateReleases("2026-08-10", "2026-05-31", [release, sooner]).map(({ title }) => title)).toEqual([
      "Sooner",
      "Trade figures",
    ]);
  });
});
