import { describe, expect, it } from "vitest";
import { countryCode, noCountry } from "../../../functions/import/files/country.ts";
import { countryCodes } from "../../../shared/values/country-code.ts";
import { countryName } from "../../../shared/values/country-name.ts";

describe("a country", () => {
  it.each([
    ["PRC", "CN"],
    ["China (PRC)", "CN"],
    ["P.R. China", "CN"],
    ["Korea", "KR"],
    ["Korea Rep.", "KR"],
    ["Korea, South", "KR"],
    ["Korea, North", "KP"],
    ["Viet Nam", "VN"],
    ["Turkiye", "TR"],
    ["Türkiye", "TR"],
    ["U.K.", "GB"],
    ["Hong Kong SAR", "HK"],
    ["Brunei", "BN"],
    ["Syria", "SY"],
    ["Moldova", "MD"],
    ["Congo (Kinshasa)", "CD"],
    ["DR Congo", "CD"],
    ["Congo (Brazzaville)", "CG"],
    ["COTE D’IVOIRE", "CI"],
    ["cn", "CN"],
    ["chn", "CN"],
    ["Kosovo", "XK"],
  ])("may be written %s", (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  it("may be written as our own texts write it", () => {
    const others = [...countryCodes].filter((code) => countryCode(countryName(code)) !== code);
    expect(others).toEqual([]);
  });

  it.each([
    "ß",
    "ﬁ",
    "ﬁn",
    "ıs",
    "ſe",
    "C\u0301N",
    "ＣＮ",
    "TOTAL",
    "Congo",
    "constructor",
    "__proto__",
    "C N",
  ])("is not %j", (text) => {
    expect(countryCode(text)).toBeNull();
  });

  it.each([
    ["Chinna", '"Chinna" is not a country: write CN if China is meant'],
    ["Shenzhen, China", '"Shenzhen, China" is not a country: write CN if China is meant'],
    ["Germny", '"Germny" is not a country: write DE if Germany is meant'],
    ["Narnia", '"Narnia" is not a country: write its two-letter code'],
    ["ß", '"ß" is not a country: write its two-letter code'],
    ["Congo", '"Congo" may be two countries: write CG for Congo - Brazzaville or CD for Congo - Kinshasa'],
  ])("that %s is not is told with what to write", (text, sentence) => {
    expect(noCountry(text).problem).toBe(sentence);
  });
});
