import { describe, expect, it } from "vitest";
import { readUsitc } from "../../../functions/import/files/usitc.ts";
import { parsePeriod } from "../../../functions/import/files/usitc-period.ts";
import { fileOf, readAll } from "../../support/files.ts";
import { chinaPolicy } from "../../support/samples.ts";

const HEADER = "hts,period,country,general_customs_value_usd";
const policy = chinaPolicy("us-storage-imports");

function read(...rows: string[]) {
  return readAll(readUsitc(fileOf(HEADER, ...rows), { policy, item: null }));
}

describe("a period", () => {
  it.each([
    ["2024", "2024-01-01", "2024-12-31"],
    ["2026-07", "2026-07-01", "2026-07-31"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025-12", "2025-12-01", "2025-12-31"],
    ["2026-01/2026-07", "2026-01-01", "2026-07-31"],
  ])("%s runs from %s to %s", (text, first, last) => {
    expect(parsePeriod(text)).toEqual({ first, last });
  });

  it.each(["2026-13", "2026-00", "26-01", "2026-07-31", "2026-07/2026-01", "July 2026", ""])(
    "%j is none",
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );
});

describe("a file of US imports by country", () => {
  it("becomes positions of unknown supplier, dated by the last day of their period", async () => {
    expect(await read("8507600030,2026-07,South Korea,12", "8507600030,2026-07,TOTAL,12")).toEqual([
      {
        line: 2,
        row: {
          positionId: "usitc-8507600030-2026-07-KR",
          sector: "us-storage-imports",
          supplierId: null,
          item: "8507600030",
          originCountry: "KR",
          exposure: 1200,
          date: "2026-07-31",
          periodStart: "2026-07-01",
          program: null,
          source: "USITC DataWeb, US general imports, customs value",
        },
      },
    ]);
  });

  it("takes the item that it is given", async () => {
    const rows = readUsitc(fileOf(HEADER, "1,2026-07,China,1", "1,2026-07,TOTAL,1"), {
      policy,
      item: "bess",
    });
    expect(await readAll(rows)).toMatchObject([{ row: { item: "bess" } }]);
  });

  it("makes no position of a zero", async () => {
    expect(await read("1,2026-07,China,5", "1,2026-07,Mali,0", "1,2026-07,TOTAL,5")).toHaveLength(1);
  });

  it("refuses a period whose countries do not add up, with both figures, and keeps the others", async () => {
    const rows = await read(
      "1,2026-06,China,1000",
      "1,2026-06,TOTAL,1001",
      "1,2026-07,China,5",
      "1,2026-07,TOTAL,5",
    );
    expect(rows).toMatchObject([
      {
        line: 3,
        column: "general_customs_value_usd",
        reason: "2026-06 adds up to 1,000 over its countries, and TOTAL says 1,001; it was not imported",
      },
      { row: { date: "2026-07-31" } },
    ]);
  });

  it("takes a period without TOTAL, and says that its sum could not be checked", async () => {
    expect(await read("1,2026-07,China,5")).toMatchObject([
      { notice: "2026-07 has no TOTAL row, so its sum could not be checked" },
      { row: { originCountry: "CN" } },
    ]);
  });

  it("rejects a row of an unknown country, and counts its value in the control sum", async () => {
    expect(await read("1,2026-07,China,5", "1,2026-07,Narnia,2", "1,2026-07,TOTAL,7")).toMatchObject([
      { row: { originCountry: "CN" } },
      { line: 3, column: "country", reason: '"Narnia" is not a country: write its two-letter code' },
    ]);
  });

  it("refuses a period of which a value cannot be read", async () => {
    const rows = await read("1,2026-07,China,5", "1,2026-07,Japan,?", "1,2026-07,TOTAL,7");
    expect(rows).toMatchObject([{ line: 3, column: "general_customs_value_usd" }, { line: 4 }]);
  });

  it("cannot go into a sector that is not measured in dollars", async () => {
    const options = { policy: { ...policy, unit: "kWh" as const }, item: null };
    await expect(readAll(readUsitc(fileOf(HEADER), options))).rejects.toThrow("holds US dollars");
  });
});
