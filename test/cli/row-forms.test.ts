import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fittedColumns, wrappedColumns } from "../../cli/terminal/fit.ts";
import { csvOf, jsonOf, type RowForms } from "../../cli/text/row-forms.ts";
import { asMinor, exposureText, MOST_EXPOSURE, parseExposure } from "../../shared/values/exposure.ts";
import { guardedText, unguardedText } from "../../shared/values/guarded-text.ts";
import { plainDecimal } from "../../shared/values/plain-decimal.ts";

const FORMS: RowForms<number> = {
  noun: "number",
  csvColumns: ["n"],
  csv: (n) => [n],
  json: (n) => ({ n }),
  heads: ["N"],
  shown: (n) => [String(n)],
};

describe("rows as CSV and JSON", () => {
  it("are written as they are read, and no more is read than is taken", async () => {
    let read = 0;
    async function* endless() {
      for (;;) yield ++read;
    }
    for (const written of [csvOf(endless(), FORMS), jsonOf(endless(), FORMS)]) {
      read = 0;
      for (let taken = 0; taken < 5; taken += 1) await written.next();
      expect(read).toBeLessThanOrEqual(5);
    }
  });
});

describe("a table", () => {
  it("fits the width where there is one, and says what it cuts", () => {
    const rows = [
      ["ID", "NAME"],
      ["1", "a very long name of a company"],
    ];
    expect(fittedColumns(rows, 20)).toEqual(["ID  NAME", "1   a very long nam…"]);
    expect(fittedColumns(rows, null)).toEqual(["ID  NAME", "1   a very long name of a company"]);
    expect(fittedColumns([["A"], ["123"]], 80, [0])).toEqual(["  A", "123"]);
  });

  it("leaves out columns for which there is no room, the least important ones first, and says so", () => {
    const rows = [
      ["DATE", "NAME", "AMOUNT", "NOTE"],
      ["2026-07-31", "a long name of a company", "USD 1,234,567.89", "a long note"],
    ];
    expect(fittedColumns(rows, 40, [2])).toEqual([
      "DATE        NAME                  AMOUNT",
      "2026-07-31  a long na…  USD 1,234,567.89",
      "(no room for NOTE)",
    ]);
    expect(fittedColumns(rows, 30, [2], [3, 1])[2]).toBe("(no room for NAME, NOTE)");
  });

  it("has its numbers and days whole, and words go on below", () => {
    const rows = [
      ["a name that is long", "82.9-95.3 %, limit 65 %"],
      ["another one, which is longer", "1,348-1,366, limit 1,000"],
    ];
    expect(wrappedColumns(rows, 52)).toEqual([
      "a name that is long  82.9-95.3 %, limit 65 %",
      "another one, which is longer\n    1,348-1,366, limit 1,000",
    ]);
    const long = ["a name that is so long that it is broken in its own column", "5 %"];
    expect(wrappedColumns([long, ["of", "12 %"]], 50)).toEqual([
      "a name that is so long that it is broken in   5 %\nits own column",
      "of                                            12 %",
    ]);
    expect(wrappedColumns([["critical", "宁德时代 and others", "82.9 %"]], 24)).toEqual([
      "critical\n    宁德时代 and others\n    82.9 %",
    ]);
  });

  it("is never wider than its width, but for columns that are as narrow as they get", () => {
    const cell = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, "x"));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.integer({ min: 22, max: 100 }),
        (rows, width) => {
          const lines = fittedColumns(rows, width).filter((line) => !line.startsWith("(no room for "));
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("what is written for a file is read again as it was", () => {
  it("texts, without formulas", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@]?.{0,3}$/));
    fc.assert(
      fc.property(text, (one) => {
        const guarded = guardedText(one);
        expect(guarded).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(unguardedText(guarded)).toBe(one);
      }),
    );
  });

  it("shares, without exponents", () => {
    const decimals = fc.tuple(fc.bigInt(0n, 10n ** 20n), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(decimals, ([digits, places]) => {
        const share = Number(`${digits % 10n ** BigInt(places)}e-${places}`);
        expect(plainDecimal(share)).toMatch(/^\d+(\.\d{1,20})?$/);
        expect(Number(plainDecimal(share))).toBe(share);
      }),
    );
    expect([0, 1, 0.5, 1e-7, 1e-20].map(plainDecimal)).toEqual([
      "0",
      "1",
      "0.5",
      "0.0000001",
      "0.00000000000000000001",
    ]);
  });

  it("exposures, exactly", () => {
    const exposure = fc.integer({ min: 0, max: MOST_EXPOSURE }).map(asMinor);
    fc.assert(
      fc.property(exposure, fc.constantFrom("USD" as const, "kWh" as const), (minor, unit) => {
        expect(parseExposure(exposureText(minor, unit), unit)).toEqual({ exposure: minor });
      }),
    );
  });
});
