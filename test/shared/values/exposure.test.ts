import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addExposures,
  asMinor,
  InexactSum,
  MOST_EXPOSURE,
  parseExposure,
  toUnit,
} from "../../../shared/values/exposure.ts";

describe("parseExposure", () => {
  it.each([
    ["whole dollars", "1234", "USD", 123_400],
    ["dollars and cents", "1234.56", "USD", 123_456],
    ["tenths of a dollar", "0.5", "USD", 50],
    ["nothing", "0", "USD", 0],
    ["trailing zeros beyond the cent", "1.500000", "USD", 150],
    ["leading zeros", "007.10", "USD", 710],
    ["a fraction that no float holds", "0.07", "USD", 7],
    ["watt-hours of a kWh", "1.234", "kWh", 1_234],
    ["whole kWh", "12", "kWh", 12_000],
    ["the largest number of cents", "1000000000000.00", "USD", MOST_EXPOSURE],
    ["the largest number of watt-hours", "100000000000", "kWh", MOST_EXPOSURE],
  ] as const)("reads %s", (_sentence, text, unit, exposure) => {
    expect(parseExposure(text, unit)).toEqual({ exposure });
  });

  it.each([
    ["a negative number", "-5", "USD", '"-5" is negative'],
    ["a negative fraction", "-0.01", "USD", '"-0.01" is negative'],
    ["an exponent", "1e6", "USD", '"1e6" is not a plain decimal number'],
    ["thousands separators", "1,234.50", "USD", '"1,234.50" is not a plain decimal number'],
    ["a decimal comma", "1234,50", "USD", '"1234,50" is not a plain decimal number'],
    ["a currency sign", "$12", "USD", '"$12" is not a plain decimal number'],
    ["an empty field", "", "USD", '"" is not a plain decimal number'],
    ["a blank beside it", " 12", "USD", '" 12" is not a plain decimal number'],
    ["a line break after it", "12\n", "USD", '"12 " is not a plain decimal number'],
    ["a bare decimal point", "12.", "USD", '"12." is not a plain decimal number'],
    ["no digit before the point", ".5", "USD", '".5" is not a plain decimal number'],
    ["a hexadecimal number", "0x10", "USD", '"0x10" is not a plain decimal number'],
    ["digits of another script", "١٢", "USD", '\u2068"١٢"\u2069 is not a plain decimal number'],
    ["not a number", "NaN", "USD", '"NaN" is not a plain decimal number'],
    ["part of a cent", "1.005", "USD", '"1.005" has more than 2 decimals of USD'],
    ["part of a watt-hour", "1.2345", "kWh", '"1.2345" has more than 3 decimals of kWh'],
    [
      "a cent more than a trillion",
      "1000000000000.01",
      "USD",
      '"1000000000000.01" is more than 1,000,000,000,000 USD, the most that one row may hold',
    ],
    [
      "a watt-hour more than 100 TWh",
      "100000000000.001",
      "kWh",
      '"100000000000.001" is more than 100,000,000,000 kWh, the most that one row may hold',
    ],
    [
      "2^53 + 1 cents",
      "90071992547409.93",
      "USD",
      '"90071992547409.93" is more than 1,000,000,000,000 USD, the most that one row may hold',
    ],
  ] as const)("refuses %s", (_sentence, text, unit, problem) => {
    expect(parseExposure(text, unit)).toMatchObject({ problem });
  });

  it("reads every number of cents exactly, without passing through a float", () => {
    fc.assert(
      fc.property(fc.nat({ max: MOST_EXPOSURE }), (cents) => {
        const digits = String(cents).padStart(3, "0");
        const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(parseExposure(text, "USD")).toEqual({ exposure: cents });
      }),
    );
  });
});

describe("addExposures", () => {
  it("is exact up to 2^53 - 1", () => {
    expect(addExposures(asMinor(Number.MAX_SAFE_INTEGER - 1), asMinor(1))).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("throws a RangeError that says what happened beyond it", () => {
    expect(() => addExposures(asMinor(Number.MAX_SAFE_INTEGER), asMinor(1))).toThrow(
      new InexactSum("the exposures add up to more than 2^53 minor units and cannot be summed exactly"),
    );
  });
});

describe("toUnit", () => {
  it.each([
    [12_345, "USD", 123.45],
    [12_345, "kWh", 12.345],
    [0, "USD", 0],
  ] as const)("%i minor units are %s %d", (exposure, unit, expected) => {
    expect(toUnit(asMinor(exposure), unit)).toBe(expected);
  });
});
