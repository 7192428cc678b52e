import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countryCodes } from "../../../shared/values/country-code.ts";
import { countryInText } from "../../../shared/values/country-in-text.ts";
import { countryName } from "../../../shared/values/country-name.ts";

const codes = [...countryCodes];
const named = codes.filter((code) => countryInText(code) !== countryName(code)).map(countryName);

describe("a country within a sentence", () => {
  it.each([
    ["US", "the United States"],
    ["NL", "the Netherlands"],
    ["PH", "the Philippines"],
    ["CF", "the Central African Republic"],
    ["CN", "China"],
    ["CZ", "Czechia"],
    ["VA", "Vatican City"],
    ["CD", "Congo - Kinshasa"],
    ["SD", "Sudan"],
    ["ZZ", "ZZ"],
  ])("calls %s %j", (code, text) => expect(countryInText(code)).toBe(text));

  it("has an article wherever the name ends in a common noun", () => {
    const common = /(?:States|Kingdom|Emirates|Republic|Islands|Territory|Territories)$/;
    const islandsByName = ["GS"];
    const bare = codes.filter((code) => common.test(countryName(code)) && !named.includes(countryName(code)));
    expect(bare).toEqual(islandsByName);
  });
});

const folders = ["test/shared/bulletin/golden", "test/cli/golden", "docs"];
const texts = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:txt|md|json|html)$/.test(file))
    .map((file) => `${folder}/${file}`),
);

describe("what readers are shown", () => {
  it.each(["README.md", ...texts])("names no country without its article in %s", (file) => {
    const bare = new RegExp(`\\b(?:in|of|from|if|by|with|within) (?:${named.join("|")})\\b`, "g");
    expect(readFileSync(file, "utf8").replaceAll(/\s+/g, " ").match(bare)).toBeNull();
  });
});
