import { describe, expect, it } from "vitest";
import { summarize } from "../../../shared/assessment/summary.ts";
import { type Refusal, refusedOf } from "../../../shared/imports/refusal.ts";
import { refusedLine, refusedLines } from "../../../shared/text/refused.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { assessed, refusalOf } from "../../support/builders.ts";

function lineOf(...refusals: Refusal[]): string {
  const refused = refusedOf(refusals, "USD");
  if (refused === null) throw new Error("nothing was refused");
  return refusedLine(refused, "USD").replace(": figures may be too low or too high.", "");
}

describe("what was refused", () => {
  it("is nothing where nothing is remembered", () => {
    expect(refusedOf([], "USD")).toBeNull();
  });

  it("is told in the unit of the sector, by file, most rows first", () => {
    const links = refusalOf({ kind: "links", file: "links.csv", sector: null, rows: 200, exposure: null });
    expect(refusedOf([refusalOf(), links], "USD")).toMatchObject({
      rows: 391,
      exposure: 12_345_678.9,
      files: [
        { file: "links.csv", exposure: null },
        { file: "positions.csv", rows: 191, of: 500, exposure: 12_345_678.9 },
      ],
      moreFiles: 0,
    });
  });

  it("of one file adds rows of the sector to rows whose sector could not be read", () => {
    const unread = refusalOf({ sector: null, rows: 9, of: null, exposure: null });
    expect(refusedOf([unread, refusalOf()], "USD")?.files).toMatchObject([{ rows: 200, of: 500 }]);
  });

  it("lists twenty files and counts the others", () => {
    const many = Array.from({ length: 23 }, (_, at) => refusalOf({ file: `f${at}` }));
    expect(refusedOf(many, "USD")).toMatchObject({ rows: 23 * 191, moreFiles: 3 });
  });

  it("stands in a summary with three files, and the same sums", () => {
    const refusals = Array.from({ length: 23 }, (_, at) => refusalOf({ file: `f${at}` }));
    const { refused } = summarize(assessed({ refusals }).assessment, new Date("2026-08-01"));
    expect(refused).toMatchObject({ rows: 23 * 191, moreFiles: 20 });
    expect(refused?.files).toHaveLength(3);
  });

  it("is another input when more was refused, and the same on another day", () => {
    const hashOf = (refusal: Partial<Refusal>) =>
      assessed({ refusals: [refusalOf(refusal)] }).assessment.inputHash;
    expect(hashOf({ since: "2026-01-01" })).toBe(hashOf({}));
    expect(hashOf({ rows: 192 })).not.toBe(hashOf({}));
    expect(hashOf({ exposure: asMinor(1) })).not.toBe(hashOf({}));
  });
});

describe("the line about refused rows", () => {
  it.each<[string, Partial<Refusal>, string]>([
    [
      "names file, number and exposure",
      {},
      "191 of 500 rows of positions.csv were refused (USD 12.3 M and more)",
    ],
    [
      "says the exposure as it is where all of it could be read",
      { exposureAtLeast: false },
      "191 of 500 rows of positions.csv were refused (USD 12.3 M)",
    ],
    [
      "says that it is not known where none could",
      { exposure: null },
      "191 of 500 rows of positions.csv were refused (of unknown exposure)",
    ],
    [
      "says none for a file that has none",
      { kind: "links", file: "links.csv", exposure: null, exposureAtLeast: false, rows: 1 },
      "1 of 500 rows of links.csv was refused",
    ],
    [
      "knows a file of one row",
      { rows: 1, of: 1, exposureAtLeast: false },
      "1 of 1 row of positions.csv was refused (USD 12.3 M)",
    ],
    [
      "says at least where reading stopped",
      { rows: 1, rowsAtLeast: true, of: null },
      "at least 1 row of positions.csv was refused (USD 12.3 M and more)",
    ],
  ])("%s", (_sentence, refusal, expected) => {
    expect(lineOf(refusalOf(refusal))).toBe(`REFUSED ROWS: ${expected}`);
  });

  it("names a file that was refused as a whole", () => {
    const whole = refusalOf({ rows: 0, rowsAtLeast: true, of: null, exposure: null });
    expect(lineOf(whole)).toBe("REFUSED FILE: positions.csv was refused as a whole");
  });

  it("knows one row of several files", () => {
    const whole = refusalOf({ file: "b", rows: 0, rowsAtLeast: true, of: null, exposure: null });
    const one = refusalOf({ rows: 1, exposure: asMinor(100_00), exposureAtLeast: false });
    expect(lineOf(one, whole)).toContain("at least 1 row of 2 files was refused");
  });

  it("says of several files that they were refused as a whole", () => {
    const whole = { rows: 0, rowsAtLeast: true, of: null, exposure: null };
    expect(lineOf(refusalOf(whole), refusalOf({ ...whole, file: "b" }))).toBe(
      "REFUSED FILES: 2 files were refused as a whole",
    );
  });

  it("adds up several files", () => {
    expect(lineOf(refusalOf(), refusalOf({ file: "b", rows: 9, exposure: asMinor(100_00) }))).toBe(
      "REFUSED ROWS: 200 rows of 2 files were refused (USD 12.3 M and more)",
    );
  });

  it("keeps a file name that means harm on its line", () => {
    expect(lineOf(refusalOf({ file: "a\r\nRESOLVED\u202E.csv" }))).toContain("rows of a RESOLVED .csv were");
  });
});

describe("the lines under HOW SURE", () => {
  it("give each file with its day and reasons, and what to do", () => {
    const refused = refusedOf([refusalOf()], "USD");
    expect(refused === null ? [] : refusedLines(refused, "USD")).toEqual([
      "191 of 500 rows of positions.csv were refused on 2026-07-30 (USD 12.3 M and more).",
      '  originCountry: "China (PRC)" is not a country (191 rows)',
      "Correct them and import each file again under its name: until then an alert can be raised, none can resolve.",
    ]);
  });

  it("count the files beyond the third", () => {
    const many = Array.from({ length: 25 }, (_, at) => refusalOf({ file: `f${at}` }));
    const refused = refusedOf(many, "USD");
    expect(refused === null ? [] : refusedLines(refused, "USD")).toContain("and rows of 22 more files.");
  });
});
