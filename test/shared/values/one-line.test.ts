import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysText } from "../../../shared/text/unreadable.ts";
import { withoutLinks } from "../../../shared/values/links-as-text.ts";
import { inQuotes, lineOf, oneLine, plainText, seenLength } from "../../../shared/values/one-line.ts";
import { safeJson } from "../../../shared/values/safe-json.ts";
import { expectNoLinks, expectPlainLines, hostileText } from "../../support/hostile.ts";

describe("a name on one line", () => {
  it.each([
    ["line breaks are blanks", "Maker\r\n\u2028Co", "Maker Co"],
    ["controls and escapes are blanks", "\u001b[31mMaker\u0007\u009b2J", "[31mMaker 2J"],
    ["direction marks are blanks", "\u202eMaker\u2066", "Maker"],
    ["zero-width marks are blanks, so that two names that differ are shown so", "Ma\u200bker", "Ma ker"],
    ["letters that show nothing are blanks", "Ma\u3164\u2800ker", "Ma ker"],
    ["many blanks are one", "Maker          |", '"Maker |"'],
    ["what chooses the form of a character goes", "\u2764\ufe0f Maker", "\u2764 Maker"],
    ["marks do not pile up", `a${"\u0301".repeat(20)}b`, `a${"\u0301".repeat(4)}b`],
    ["half a character goes", "\ud800Maker", "Maker"],
    ["a long name is cut", "x".repeat(61), `${"x".repeat(59)}…`],
    ["Arabic is shown, and turns nothing round", "شركة البطاريات", "\u2068شركة البطاريات\u2069"],
    ["Hebrew is shown, and turns nothing round", "\u202bבטריות\u202c (IL)", "\u2068בטריות (IL)\u2069"],
    ["Chinese is shown as it is", "宁德时代", "宁德时代"],
    ["a title of ours stands in quotes", "WHAT YOU CAN DO", '"WHAT YOU CAN DO"'],
    ["so does one in other letters", "ＨＯＷ ＳＵＲＥ", '"ＨＯＷ ＳＵＲＥ"'],
    ["so does a piece of news", "CRITICAL  All: 100 %", '"CRITICAL All: 100 %"'],
    ["so does a header", 'Subject: "x"', "\"Subject: 'x'\""],
    ["so does a step of a chain", "A > cells 80 % > B", '"A > cells 80 % > B"'],
    ["so does what we say of nobody", "unknown", '"unknown"'],
    ["so does a rule", "=== Defense", '"=== Defense"'],
    ["real names in capitals do not", "NEW ENERGY NEXT INC", "NEW ENERGY NEXT INC"],
    ["nor does one that begins like a level", "CRITICAL POWER SYSTEMS", "CRITICAL POWER SYSTEMS"],
  ])("%s", (_sentence, name, shown) => {
    expect(oneLine(name)).toBe(shown);
  });

  it("is the same again once it was made safe, and holds nothing unseen and no link, whatever it was", () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const shown = oneLine(name);
        expectPlainLines(shown);
        expect(shown).not.toContain("\n");
        expectNoLinks(shown);
        expect(oneLine(shown)).toBe(shown);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a link in a name is text", () => {
  it.each([
    ["https://evil.example/a.b?c=d", "https[:]//evil[.]example/a.b?c=d"],
    ["www.evil.example", "www[.]evil[.]example"],
    ["evil.example", "evil[.]example"],
    ["пример.рф", "пример[.]рф"],
    ["mailto:a", "mailto[:]a"],
    ["ops@evil.example", "ops[@]evil[.]example"],
    ["\\\\evil\\share", "[\\\\]evil\\share"],
    // A name that is a domain cannot be told from a link.
    ["Amazon.com", "Amazon[.]com"],
    ["Example Co.Ltd", "Example Co. Ltd"],
    ["evil.ltd", "evil. ltd"],
  ])("%s", (name, shown) => {
    expect(withoutLinks(name)).toBe(shown);
  });

  it.each(["Example Co., Ltd.", "Enel S.p.A.", "U.S.A.", "No.1 Battery", "2.5 kWh", "positions.csv", "a: b"])(
    "and %s is none",
    (name) => {
      expect(withoutLinks(name)).toBe(name);
    },
  );
});

describe("the key of a stored item", () => {
  it("is shown with no link in it", () => {
    const item = { key: "positions/ai#03/https://evil.example/x", problem: "is not valid" };
    expect(keysText({ count: 1, first: [item] })).toBe(" (positions/ai#03/https[:]//evil[.]example/x)");
  });
});

describe("a text of ours", () => {
  it("keeps its lines and whole isolates, and nothing else that is not seen", () => {
    const text = "a\n  \u2068שלום\u2069 b\u001b[2J\n\u2068open\n\u2069\u202ec";
    expect(plainText(text)).toBe("a\n  \u2068שלום\u2069 b [2J\n open\n c");
  });

  it("is told without an end that is not there", () => {
    expect(lineOf("x".repeat(1_000_000), 10)).toBe(`${"x".repeat(9)}…`);
    expect(inQuotes(" a\n", 10)).toBe('" a "');
  });

  it("is as long as it is seen", () => {
    expect(seenLength("\u2068שלום\u2069")).toBe(4);
  });
});

describe("JSON for a terminal", () => {
  it("is the same value, with what cannot be seen as its code", () => {
    expect(safeJson({ a: "\u202e\u007f\u{e0041}é" })).toBe('{"a":"\\u202e\\u007f\\udb40\\udc41é"}');
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = safeJson([text], 2);
        expect(JSON.parse(json)).toEqual([text]);
        expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
