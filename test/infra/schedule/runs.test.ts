import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cron } from "../../../infra/schedule/cron.ts";
import { forEachRun } from "../../../infra/schedule/runs.ts";
import { readSchedule } from "../../../infra/schedule/schedule.ts";
import { zoneOffsets } from "../../../infra/schedule/zone.ts";
import { plainRuns } from "../../support/plain-cron.ts";

function cronOf(expression: string): Cron {
  const read = readSchedule(expression);
  if ("problem" in read) throw new Error(read.problem);
  if (read.schedule.kind !== "cron") throw new Error("a rate");
  return read.schedule.cron;
}

/** The runs of an expression, as UTC: `2026-03-08T07:30`. */
function runs(expression: string, timeZone: string, from: string, to: string): string[] {
  const found: string[] = [];
  const [start, end] = [Date.parse(from) / 60_000, Date.parse(to) / 60_000];
  forEachRun(cronOf(expression), { timeZone, from: start, to: end }, (minute) => {
    found.push(new Date(minute * 60_000).toISOString().slice(0, 16));
  });
  return found;
}

describe("a cron expression of Scheduler runs", () => {
  const days = (expression: string, from = "2026-01-01", to = "2027-01-01") =>
    runs(`cron(0 0 ${expression})`, "UTC", `${from}Z`, `${to}Z`).map((run) => run.slice(5, 10));

  it.each([
    ["on dates", "1,15 FEB ? *", ["02-01", "02-15"]],
    ["on the last day of a month", "L 2,4 ? *", ["02-28", "04-30"]],
    ["on the last day from Monday to Friday", "LW 1-3,5 ? *", ["01-30", "02-27", "03-31", "05-29"]],
    // 15 February 2026 is a Sunday, 15 August a Saturday.
    ["on the working day nearest to a date", "15W 2,4,8 ? *", ["02-16", "04-15", "08-14"]],
    // 1 August 2026 is a Saturday, 1 February and 1 November are Sundays.
    ["not in the month before the first", "1W 2,8,11 ? *", ["02-02", "08-03", "11-02"]],
    // 31 May 2026 is a Sunday; 31 January a Saturday; February and April have no 31st.
    [
      "not in the month after the last, nor where the date is missing",
      "31W 1-5 ? *",
      ["01-30", "03-31", "05-29"],
    ],
    [
      "on weekdays, of which Sunday is the first",
      "? JUL 1,MON 2026/4",
      ["07-05", "07-06", "07-12", "07-13", "07-19", "07-20", "07-26", "07-27"],
    ],
    ["on Saturdays, the last day of a week", "? 7 L *", ["07-04", "07-11", "07-18", "07-25"]],
    ["on the last Friday of a month", "? 7,8 6L *", ["07-31", "08-28"]],
    ["on the last Friday of a month, by name", "? 7,8 FRIL *", ["07-31", "08-28"]],
    ["on the second Monday of a month", "? 7,8 2#2 *", ["07-13", "08-10"]],
    ["on a fifth Monday, where there is one", "? 6-9 MON#5 *", ["06-29", "08-31"]],
    ["in no other year", "1 1 ? 2027", []],
  ])("%s", (_name, fields, expected) => {
    expect(days(fields)).toEqual(expected);
  });

  it.each([
    ["every six hours", "cron(0 */6 * * ? *)", ["00:00", "06:00", "12:00", "18:00"]],
    ["at a list of hours", "cron(0 6,18 * * ? *)", ["06:00", "18:00"]],
    ["from a minute on by steps", "cron(5/25 7 * * ? *)", ["07:05", "07:30", "07:55"]],
    ["through a range by steps", "cron(0 9-17/4 * * ? *)", ["09:00", "13:00", "17:00"]],
    ["at each time once, however often it is named", "cron(0,0-0 6,6 * * ? *)", ["06:00"]],
  ])("%s", (_name, expression, expected) => {
    const found = runs(expression, "UTC", "2026-07-01T00:00Z", "2026-07-02T00:00Z");
    expect(found.map((run) => run.slice(11))).toEqual(expected);
  });

  it("not at a time that the clocks leave out", () => {
    const found = runs("cron(30 2 * * ? *)", "America/New_York", "2026-03-07T00:00Z", "2026-03-10T00:00Z");
    expect(found).toEqual(["2026-03-07T07:30", "2026-03-09T06:30"]);
  });

  it("once at a time that the clocks show twice", () => {
    const found = runs("cron(30 1 * * ? *)", "America/New_York", "2026-10-31T00:00Z", "2026-11-03T00:00Z");
    expect(found).toEqual(["2026-10-31T05:30", "2026-11-01T05:30", "2026-11-02T06:30"]);
  });

  it("by the clocks of zones that are not whole hours from UTC, or shift by less than one", () => {
    expect(runs("cron(0 6 * * ? *)", "Asia/Kathmandu", "2026-07-01T00:00Z", "2026-07-02T00:00Z")).toEqual([
      "2026-07-01T00:15",
    ]);
    expect(
      runs("cron(15 2 * * ? *)", "Australia/Lord_Howe", "2026-10-02T12:00Z", "2026-10-05T12:00Z"),
    ).toEqual(["2026-10-02T15:45", "2026-10-04T15:15"]);
  });
});

describe("offsets of a time zone", () => {
  it("change at the minute at which the clocks do", () => {
    const minute = (text: string) => Date.parse(text) / 60_000;
    const offsets = zoneOffsets("Europe/Berlin", minute("2026-01-01T00:00Z"), minute("2027-01-01T00:00Z"));
    expect(
      offsets.map(({ from, ahead }) => [new Date(from * 60_000).toISOString().slice(0, 16), ahead]),
    ).toEqual([
      ["2026-01-01T00:00", 60],
      ["2026-03-29T01:00", 120],
      ["2026-10-25T01:00", 60],
    ]);
  });
});

const value = (least: number, most: number) => fc.integer({ min: least, max: most });

/** One value of a field, a range, or steps of it. */
function part(least: number, most: number): fc.Arbitrary<string> {
  const step = value(1, Math.min(most - least + 1, 40));
  const range = fc.tuple(value(least, most), value(least, most)).map((ends) => {
    const [first = least, last = most] = ends.sort((a, b) => a - b);
    return `${first}-${last}`;
  });
  return fc.oneof(
    fc.constant("*"),
    value(least, most).map(String),
    range,
    fc
      .tuple(fc.oneof(fc.constant("*"), value(least, most).map(String), range), step)
      .map((both) => both.join("/")),
  );
}

const field = (least: number, most: number) =>
  fc.array(part(least, most), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(","));

const WEEKDAY = fc.oneof(
  value(1, 7).map(String),
  fc.constantFrom("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
);
const dayFields = fc.oneof(
  fc
    .oneof(
      field(1, 31),
      fc.constantFrom("L", "LW"),
      value(1, 31).map((date) => `${date}W`),
    )
    .map((date) => [date, "?"]),
  fc
    .oneof(
      field(1, 7),
      fc.constant("L"),
      WEEKDAY,
      WEEKDAY.map((day) => `${day}L`),
      fc.tuple(WEEKDAY, value(1, 5)).map((both) => both.join("#")),
    )
    .map((weekday) => ["?", weekday]),
);
const expressions = fc
  .tuple(
    field(0, 59),
    field(0, 23),
    dayFields,
    field(1, 12),
    fc.constantFrom("*", "2026", "2026/2", "2025-2027"),
  )
  .map(
    ([minutes, hours, [date, weekday], month, year]) =>
      `${minutes} ${hours} ${date} ${month} ${weekday} ${year}`,
  );

const zones = fc.constantFrom(
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Santiago",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
);

describe("every cron expression", () => {
  it("runs when an oracle that looks at each minute of a zone's clock says so", () => {
    fc.assert(
      fc.property(
        expressions,
        zones,
        fc.oneof(value(0, 358), value(64, 96), value(270, 306)),
        (fields, timeZone, day) => {
          const from = Date.UTC(2026, 0, 1) / 60_000 + day * 1440;
          const to = from + 6 * 1440;
          const found: number[] = [];
          forEachRun(cronOf(`cron(${fields})`), { timeZone, from, to }, (minute) => found.push(minute));
          expect(found).toEqual(plainRuns(fields, timeZone, from, to));
        },
      ),
      { numRuns: 50 },
    );
  });
});
