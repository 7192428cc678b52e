import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDateFormat, readDay } from "../../../shared/mapping/date-format.ts";
import { excelDay } from "../../../shared/mapping/excel-day.ts";
import { dayFrom } from "../../../shared/values/day.ts";
import { cases } from "../../support/cases.ts";

describe("a day", () => {
  it.each([
    ["07/31/2026", "MM/DD/YYYY", "2026-07-31"],
    ["7/1/2026", "MM/DD/YYYY", "2026-07-01"],
    ["7/1/26", "M/D/YY", "2026-07-01"],
    ["7/1/98", "M/D/YY", "1998-07-01"],
    ["31.07.2026", "DD.MM.YYYY", "2026-07-31"],
    ["31/07/2026", "DD/MM/YYYY", "2026-07-31"],
    ["20260731", "YYYYMMDD", "2026-07-31"],
    ["31-Jul-2026", "DD-MMM-YYYY", "2026-07-31"],
    ["31-july-2026", "DD-MMM-YYYY", "2026-07-31"],
    ["Sept 3, 2026", "MMM D, YYYY", "2026-09-03"],
    ["2026-07-31T23:30:00Z", "YYYY-MM-DD", "2026-07-31"],
    ["07/31/2026 12:00 AM", "MM/DD/YYYY", "2026-07-31"],
    ["46234", "excel-days", "2026-07-31"],
    ["46234.75", "excel-days", "2026-07-31"],
    ["44772", "excel-days-1904", "2026-07-31"],
  ])("%s in the format %s is %s", (text, format, day) => {
    expect(isDateFormat(format)).toBe(true);
    expect(readDay(text, format)).toEqual({ day });
  });

  it.each([
    ["31/07/2026", "MM/DD/YYYY"],
    ["02/30/2026", "MM/DD/YYYY"],
    ["7/1/2026", "YYYYMMDD"],
    ["2026731", "YYYYMMDD"],
    ["31-Jux-2026", "DD-MMM-YYYY"],
    ["", "MM/DD/YYYY"],
    ["07/31/2026x", "MM/DD/YYYY"],
    ["60", "excel-days"],
    ["-1", "excel-days"],
  ])("%s is none in the format %s", (text, format) => {
    expect(readDay(text, format)).toMatchObject({
      problem: `"${text}" is not a day of the form ${format}`,
    });
  });

  it("of a workbook is taken as it is", () => {
    expect(readDay({ day: "2026-07-31" }, "DD.MM.YYYY")).toEqual({ day: "2026-07-31" });
  });

  it.each(["MM/DD", "DDMM", "YYYY", "MM/DD/YYYY/DD", "x", "YYYY-MM-DD(.*)*", ""])(
    "%s is no format",
    (format) => {
      expect(isDateFormat(format)).toBe(false);
    },
  );

  it("counts as workbooks do: the day before 1 March 1900 never was", () => {
    expect([1, 59, 60, 61].map((days) => excelDay(days, 1900))).toEqual([
      "1900-01-01",
      "1900-02-28",
      null,
      "1900-03-01",
    ]);
    expect(excelDay(0, 1904)).toBe("1904-01-01");
    expect([Number.NaN, -1, 1e9].map((days) => excelDay(days, 1900))).toEqual([null, null, null]);
  });

  it("is the same in every format", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47_000 }), (number) => {
        const day = dayFrom(number);
        const [year = "", month = "", date = ""] = day.split("-");
        for (const format of ["MM/DD/YYYY", "DD.MM.YYYY", "D/M/YYYY", "YYYYMMDD", "YYYY/MM/DD"]) {
          const text = format
            .replace("YYYY", year)
            .replace(/MM?/, (token) => (token === "M" ? String(Number(month)) : month))
            .replace(/DD?/, (token) => (token === "D" ? String(Number(date)) : date));
          expect(readDay(text, format)).toEqual({ day });
        }
        expect(excelDay(number + 25_569, 1900)).toBe(day);
      }),
      cases(10_000),
    );
  });
});
