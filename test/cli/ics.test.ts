import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { icsOf } from "../../cli/text/ics.ts";
import type { DateAhead } from "../../shared/ahead/date-ahead.ts";
import { dateAheadText } from "../../shared/text/date-ahead.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { policyOf, ruleOf } from "../support/builders.ts";
import { eventsIn } from "../support/calendar-file.ts";

const AT = new Date("2026-07-31T06:07:08.900Z");
const about = { sector: "ai", rules: [] };
const silence = (by: string, date = "2026-12-31"): DateAhead => {
  return { ...about, kind: "silence-ends", date, rule: null, group: null, by };
};
const fileOf = (...dates: DateAhead[]) =>
  icsOf([{ policy: policyOf(), asOf: "2026-07-31", dates, late: [] }], AT);
const unfolded = (file: string) => file.replaceAll("\r\n ", "");
const uidsIn = (file: string) => [...file.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);

describe("a file for calendars", () => {
  it("has an all-day event for each date, also for the last day of a year", () => {
    expect(unfolded(fileOf(silence("Ann, of risk; and \\ co"))).split("\r\n")).toEqual([
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Chokepoint//Dates ahead//EN", "BEGIN:VEVENT"],
      expect.stringMatching(/^UID:[0-9a-f]{32}@chokepoint$/),
      ...["DTSTAMP:20260731T060708Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"],
      "SUMMARY:AI: the silence of Ann\\, of risk\\; and \\\\ co over every rule ends",
      ...["TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""],
    ]);
  });

  it("is whole lines of at most 75 octets, which say the same when they are put together", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (by) => {
        const file = fileOf(silence(by));
        expect(file).not.toMatch(/[^\r]\n|\r[^\n]/);
        for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(unfolded(file).split("\r\n")).toHaveLength(13);
      }),
    );
  });

  it("names a date the same whenever it is written, and no two the same", () => {
    const rule = ruleOf({ effectiveFrom: "2027-01-01" });
    const begins = (date: string): DateAhead => {
      return { ...about, kind: "rule-begins", rules: [rule.id], rule, found: [], date };
    };
    const stale: DateAhead = { ...about, kind: "data-stale", date: "2026-12-31", newestDate: "2026-07-01" };
    const calendar = (title: string, month: string | null, date: string): DateAhead => {
      return { ...about, kind: "calendar", title, month, date, about: null, data: null, source: "a notice" };
    };
    const days = [
      ...[calendar("A", null, "2026-12-31"), calendar("B", null, "2026-12-31")],
      ...[calendar("A", "2026-07-01", "2026-09-04"), calendar("A", "2026-08-01", "2026-10-05")],
    ];
    const moved = calendar("A", null, "2027-01-31");
    expect(uidsIn(fileOf(moved))).toEqual(uidsIn(fileOf(calendar("A", null, "2026-12-31"))));
    const all = [
      ...days,
      silence("Ann"),
      silence("Bo"),
      silence("Ann", "2027-01-01"),
      begins("2027-01-01"),
      stale,
    ];
    expect(new Set(uidsIn(fileOf(...all))).size).toBe(all.length);
    expect(uidsIn(fileOf(begins("2027-01-01")))).toEqual(uidsIn(fileOf(begins("2028-01-01"))));
  });
});

describe("what another program reads in a file for calendars", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      "a,b;c\\d\r\nBEGIN:VEVENT",
      "\\n",
      "😀🔋👩‍🔬".repeat(40),
      "شركة البطاريات",
      "חברת סוללות (1)",
      "寧德時代".repeat(30),
      '"; x=1:',
    ),
  );
  const day = fc
    .date({ min: new Date("2026-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));
  const date: fc.Arbitrary<DateAhead> = fc.oneof(
    fc.record({ by: name, date: day }).map((one) => silence(one.by, one.date)),
    fc.record({ title: name, source: name, about: fc.option(name), date: day }).map((one): DateAhead => {
      return { ...about, ...one, kind: "calendar", month: null, data: null };
    }),
    fc.record({ supplier: name, owner: name, date: day }).map((one): DateAhead => {
      const [supplier, after] = [one.supplier, one.owner].map((text) => ({ id: text, name: text }));
      if (supplier === undefined || after === undefined) throw new Error("two names");
      const move = {
        supplier,
        holder: after,
        of: "equity" as const,
        before: null,
        after: { minShare: 0.6, maxShare: null },
      };
      const first = {
        moves: { first: [move], all: 1 },
        owners: { first: [{ supplier, before: null, after }], all: 1 },
      };
      return { ...about, ...first, kind: "holdings-change", date: one.date };
    }),
  );

  it("is the same days with the same words, and a name of its own for each", () => {
    const policy = policyOf();
    fc.assert(
      fc.property(fc.array(date, { maxLength: 6 }), (dates) => {
        const file = fileOf(...dates);
        const events = eventsIn(file);
        const uids = uidsIn(file);
        const words = (one: DateAhead) => lineOf(`${policy.label}: ${dateAheadText(one, policy)}`, 2000);
        // Of two dates of one name the later one stands, at the place of the first.
        const named = new Map(dates.map((one) => [uidsIn(fileOf(one))[0], one]));
        expect(events).toEqual(
          [...named].map(([uid, one]) => ({
            uid,
            day: one.date,
            days: 1,
            isAllDay: true,
            summary: words(one),
          })),
        );
        expect(new Set(uids).size).toBe(uids.length);
      }),
    );
  });
});
