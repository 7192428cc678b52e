import { describe, expect, it } from "vitest";
import { gapsOf } from "../../../infra/schedule/gaps.ts";
import { readSchedule } from "../../../infra/schedule/schedule.ts";

const FORM = "must be like rate(1 day) or cron(0 6 * * ? *)";

describe("an expression of a schedule", () => {
  it.each([
    ["rate(1 minute)", 1],
    ["rate(90 minutes)", 90],
    ["rate(1 hour)", 60],
    ["rate(2 days)", 2880],
  ])("%s is a rate", (expression, minutes) => {
    expect(readSchedule(expression)).toEqual({ schedule: { kind: "rate", minutes } });
  });

  it.each([
    ["daily", FORM],
    ["", FORM],
    ["rate(0 days)", FORM],
    ["rate(1 days)", FORM],
    ["rate(2 day)", FORM],
    ["rate(1.5 hours)", FORM],
    ["rate(1 week)", FORM],
    ["rate(1  day)", FORM],
    ["cron(0 6 * * *)", FORM],
    ["cron(0 6 * * ? * *)", FORM],
    ["cron(0 6  * * ? *)", FORM],
    ["cron(0 6 * * ? *", FORM],
    ["CRON(0 6 * * ? *)", FORM],
    ["at(2026-07-31T06:00:00)", `is at(…), which runs only once: it ${FORM}`],
    ["cron(60 6 * * ? *)", 'minutes: "60" must be 0 to 59, a range, a list or steps of them'],
    ["cron(0 24 * * ? *)", 'hours: "24" must be 0 to 23, a range, a list or steps of them'],
    ["cron(0 6 0 * ? *)", 'day-of-month: "0" must be 1 to 31, a range, a list or steps of them'],
    ["cron(0 6 * 13 ? *)", 'month: "13" must be 1 to 12 or JAN to DEC, a range, a list or steps of them'],
    ["cron(0 6 * jan ? *)", 'month: "jan" must be 1 to 12 or JAN to DEC, a range, a list or steps of them'],
    ["cron(0 6 ? * 8 *)", 'day-of-week: "8" must be 1 to 7 or SUN to SAT, a range, a list or steps of them'],
    ["cron(0 6 ? * 0 *)", 'day-of-week: "0" must be 1 to 7 or SUN to SAT, a range, a list or steps of them'],
    ["cron(0 6 * * ? 2200)", 'year: "2200" must be 1970 to 2199, a range, a list or steps of them'],
    ["cron(0 6, * * ? *)", 'hours: "" must be 0 to 23, a range, a list or steps of them'],
    ["cron(0 ? * * ? *)", 'hours: "?" must be 0 to 23, a range, a list or steps of them'],
    ["cron(0 1-2-3 * * ? *)", 'hours: "1-2-3" must be 0 to 23, a range, a list or steps of them'],
    ["cron(0 22-2 * * ? *)", 'hours: "22-2" runs backwards: write it as two ranges'],
    ["cron(0/0 6 * * ? *)", 'minutes: "0/0" has a step that is not a whole number, 1 or more'],
    ["cron(0/x 6 * * ? *)", 'minutes: "0/x" has a step that is not a whole number, 1 or more'],
    ["cron(0/5/5 6 * * ? *)", 'minutes: "0/5/5" has more than one step'],
    ["cron(0/61 6 * * ? *)", 'minutes: "0/61" has a step beyond the field\'s values'],
    ["cron(0 6 * * * *)", "one of day-of-month and day-of-week must be ?, and the other must not"],
    ["cron(0 6 1 * MON *)", "one of day-of-month and day-of-week must be ?, and the other must not"],
    ["cron(0 6 ? * ? *)", "one of day-of-month and day-of-week must be ?, and the other must not"],
    ["cron(0 6 1,L * ? *)", 'day-of-month: "1,L" must be L, LW or a date with W, like 15W, alone'],
    ["cron(0 6 32W * ? *)", 'day-of-month: "32W" must be L, LW or a date with W, like 15W, alone'],
    ["cron(0 6 W * ? *)", 'day-of-month: "W" must be L, LW or a date with W, like 15W, alone'],
    [
      "cron(0 6 ? * 2#6 *)",
      'day-of-week: "2#6" must be L, or one weekday with L or #, like 6L or 2#1, alone',
    ],
    [
      "cron(0 6 ? * 3#1,6#3 *)",
      'day-of-week: "3#1,6#3" must be L, or one weekday with L or #, like 6L or 2#1, alone',
    ],
    ["cron(0 6 ? * 8L *)", 'day-of-week: "8L" must be L, or one weekday with L or #, like 6L or 2#1, alone'],
  ])("%s is refused with the reason", (expression, problem) => {
    expect(readSchedule(expression)).toEqual({ problem });
  });
});

const HOUR = 60;
const DAY = 24 * HOUR;

function gaps(expression: string, timeZone: string) {
  const read = readSchedule(expression);
  if ("problem" in read) throw new Error(read.problem);
  return gapsOf(read.schedule, timeZone);
}

describe("the longest gaps of a schedule", () => {
  it.each([
    ["rate(6 hours)", "America/New_York", 6 * HOUR, 18 * HOUR, 1],
    ["cron(0 6 * * ? *)", "UTC", DAY, 3 * DAY, 1],
    ["cron(0 6,18 * * ? *)", "UTC", 12 * HOUR, 36 * HOUR, 1],
    ["cron(0 */6 * * ? *)", "UTC", 6 * HOUR, 18 * HOUR, 1],
    ["cron(0 8-18 ? * MON-FRI *)", "UTC", 62 * HOUR, 64 * HOUR, 3],
    ["cron(0 6 ? * MON *)", "UTC", 7 * DAY, 21 * DAY, 7],
    ["cron(0 6 1 * ? *)", "UTC", 31 * DAY, 92 * DAY, 31],
    ["cron(0 6 29 2 ? *)", "UTC", 1461 * DAY, 3 * 1461 * DAY, 1461],
    // As late as it may be, it ends on the day after.
    ["cron(0 22 * * ? *)", "UTC", DAY, 3 * DAY, 2],
    // The night in which clocks go back is an hour longer.
    ["cron(0 6 * * ? *)", "America/New_York", DAY + HOUR, 3 * DAY + HOUR, 1],
    // The night in which they go forward has no half past two.
    ["cron(30 2 * * ? *)", "America/New_York", 2 * DAY - HOUR, 4 * DAY - HOUR, 2],
    ["cron(0 * * * ? *)", "Europe/Berlin", 2 * HOUR, 4 * HOUR, 1],
  ])("%s in %s", (expression, timeZone, longest, ofThree, latestDays) => {
    expect(gaps(expression, timeZone)).toEqual({ longest, ofThree, latestDays });
  });

  it.each([
    ["cron(0 6 30 2 ? *)", "never"],
    ["cron(0 6 * * ? 2025)", "never"],
    ["cron(0 6 * * ? 2026-2030)", "ends"],
  ])("are none of %s: it %s", (expression, told) => {
    expect(gaps(expression, "UTC")).toBe(told);
  });

  it("count the time before a first run", () => {
    expect(gaps("cron(0 6 * * ? 2030-2199)", "UTC")).toMatchObject({ longest: 1461 * DAY + 6 * HOUR });
  });
});
