import countries from "i18n-iso-countries";
import { describe, expect, it } from "vitest";
import { countryCodes, likelyCountry } from "../../../shared/values/country-code.ts";
import { nearest } from "../../../shared/values/nearest.ts";

describe("the nearest name", () => {
  it.each<[string, string[], string | null]>([
    ["catll", ["byd", "catl", "cats"], "catl"],
    ["CATL", ["catl", "cat"], "catl"],
    ["lg", ["lges", "lg-energy", "byd"], null],
    ["gotoin", ["gotion", "goshen"], "gotion"],
    ["a", [], null],
    ["samsung-sdi", ["catl", "byd"], null],
    ["same", ["same"], "same"],
  ])("of %s among %j is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});

describe("country codes", () => {
  it("are those that imports take", () => {
    expect([...countryCodes].sort()).toEqual(Object.keys(countries.getAlpha2Codes()).sort());
  });

  it.each([
    ["UK", "GB"],
    ["EL", "GR"],
    ["ZZ", "ZA"],
  ])("meant by %s: %s", (code, meant) => {
    expect(likelyCountry(code)).toBe(meant);
  });
});
