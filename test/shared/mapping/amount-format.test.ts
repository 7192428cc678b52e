import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountFormats, readAmount, type TableUnit } from "../../../shared/mapping/amount-format.ts";
import { cases } from "../../support/cases.ts";

describe("an amount", () => {
  it.each([
    ["$1,234,567.89", "1,234.56", "1234567.89", false],
    ["1234567.89", "1,234.56", "1234567.89", false],
    ["USD 12.50", "1,234.56", "12.5", false],
    ["12.50 US$", "1,234.56", "12.5", false],
    ["(500)", "1,234.56", "500", true],
    ["($1,234.50)", "1,234.56", "1234.5", true],
    ["$(1,234.50)", "1,234.56", "1234.5", true],
    ["-$5", "1,234.56", "5", true],
    ["$ -5.00", "1,234.56", "5", true],
    ["\u22125", "1,234.56", "5", true],
    ["500.00-", "1,234.56", "500", true],
    ["+7", "1,234.56", "7", false],
    [".5", "1,234.56", "0.5", false],
    ["7.", "1,234.56", "7", false],
    ["0", "1,234.56", "0", false],
    ["1.234.567,89", "1.234,56", "1234567.89", false],
    ["1.234,5-", "1.234,56", "1234.5", true],
    ["1\u00a0234\u202f567,89", "1 234,56", "1234567.89", false],
    ["1'234.50", "1'234.56", "1234.5", false],
    ["1’234.50", "1'234.56", "1234.5", false],
  ] as const)("%s in the format %s is %s, negative: %s", (text, format, decimal, isNegative) => {
    expect(readAmount(text, format, "USD")).toEqual({ decimal, isNegative });
  });

  it.each<[string, TableUnit, string]>([
    ["1,234.5", "thousand USD", "1234500"],
    ["1.2345678", "million USD", "1234567.8"],
    ["5", "Wh", "0.005"],
    ["1,500", "Wh", "1.5"],
    ["12.5", "MWh", "12500"],
    ["0.25 GWh", "GWh", "250000"],
  ])("%s in %s is %s of the sector's unit", (text, unit, decimal) => {
    expect(readAmount(text, "1,234.56", unit)).toEqual({ decimal, isNegative: false });
  });

  it.each([
    ["1.234,56", "1,234.56", '"1.234,56" is not an amount like 1,234.56'],
    ["1,23", "1,234.56", '"1,23" is not an amount like 1,234.56'],
    ["12,34,567", "1,234.56", '"12,34,567" is not an amount like 1,234.56'],
    ["1,234.56", "1.234,56", '"1,234.56" is not an amount like 1.234,56'],
    ["-(5)", "1,234.56", '"-(5)" is not an amount like 1,234.56'],
    ["--5", "1,234.56", '"--5" is not an amount like 1,234.56'],
    ["n/a", "1,234.56", '"n/a" is not an amount like 1,234.56'],
    ["-", "1,234.56", '"-" is not an amount like 1,234.56'],
    ["1e5", "1,234.56", '"1e5" is not an amount like 1,234.56'],
    ["€1,234.56", "1,234.56", '"€1,234.56" is in €, and the mapping says that amounts are in USD'],
    ["EUR 5", "1,234.56", '"EUR 5" is in EUR, and the mapping says that amounts are in USD'],
  ] as const)("%s is none in the format %s", (text, format, problem) => {
    expect(readAmount(text, format, "USD")).toMatchObject({ problem });
  });

  it("of a workbook is a plain number, whatever the format", () => {
    for (const format of amountFormats)
      expect(readAmount({ number: "-1234.5" }, format, "USD")).toEqual({
        decimal: "1234.5",
        isNegative: true,
      });
  });

  it("is the same number in every format, to the cent", () => {
    const cents = fc.integer({ min: 0, max: 10 ** 14 });
    fc.assert(
      fc.property(cents, fc.boolean(), (amount, isNegative) => {
        const [whole, fraction] = [Math.floor(amount / 100), String(amount % 100).padStart(2, "0")];
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
        for (const format of amountFormats) {
          const [, group = ",", point = "."] = /^1(.)234(.)56$/.exec(format) ?? [];
          const text = `${grouped.replaceAll(",", group)}${point}${fraction}`;
          const read = readAmount(isNegative ? `(${text})` : text, format, "USD");
          if ("problem" in read) return expect.fail(read.problem);
          expect(Math.round(Number(read.decimal) * 100)).toBe(amount);
          expect(read.isNegative).toBe(isNegative);
        }
      }),
      cases(10_000),
    );
  });
});
