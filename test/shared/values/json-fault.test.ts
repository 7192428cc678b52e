import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../../shared/values/json-fault.ts";
import { readJson } from "../../../shared/values/json-text.ts";
import { cases } from "../../support/cases.ts";

describe("a text that is not JSON", () => {
  it.each([
    ['{"a": 1,\n "b": 2,\n}', 2, 8, 'take out the comma: nothing comes after it before "}"'],
    ["[1, 2, ]", 1, 6, 'take out the comma: nothing comes after it before "]"'],
    ['{"a": 1\n "b": 2}', 2, 2, 'a comma is missing before "b"'],
    ["[1 2]", 1, 4, 'a comma is missing before "2"'],
    ['{"a" 1}', 1, 6, 'a colon is missing before "1"'],
    ["{a: 1}", 1, 2, 'the name "a" must stand in double quotes'],
    ["{'a': 1}", 1, 2, 'names and texts stand in double quotes: write "'],
    ["{“a”: 1}", 1, 2, 'names and texts stand in double quotes: write "'],
    ["{\"a\": 'x'}", 1, 7, 'names and texts stand in double quotes: write "'],
    ['{"a": 1 // one\n}', 1, 9, "JSON has no comments: take it out"],
    ["# title\n{}", 1, 1, "JSON has no comments: take it out"],
    ['{"a": True}', 1, 7, '"True" is no value: write true'],
    ['{"a": None}', 1, 7, '"None" is no value: write null'],
    ['{"a": warning}', 1, 7, '"warning" is no value: a text stands in double quotes'],
    ['{"a": 01}', 1, 7, '"01" is no number of JSON, such as 0.5 or -12'],
    ['{"a": .5}', 1, 7, '".5" is no number of JSON, such as 0.5 or -12'],
    ['{"a": +5}', 1, 7, '"+5" is no number of JSON, such as 0.5 or -12'],
    ['{"a": 5%}', 1, 8, 'a comma is missing before "%"'],
    ['{"a": }', 1, 7, 'a value is missing before "}"'],
    ['{"a":, "b": 1}', 1, 6, 'a value is missing before ","'],
    ['{"a": <b>}', 1, 7, '"<b>" begins no value'],
    ['{,"a": 1}', 1, 2, 'a name in double quotes is missing before ","'],
    ['{"a": [1, 2}', 1, 12, '"[" of line 1 is closed by "}"'],
    ['["a": 1]', 1, 5, '":" stands where a comma or "]" should'],
    ['{\n "a": {\n  "b": 1\n', 4, 1, 'it ends before "{" of line 2 is closed'],
    ['{"a":', 1, 6, 'it ends before "{" of line 1 is closed'],
    ["{}{}", 1, 3, "more stands after its end"],
    ['{"a": "b\n}', 1, 7, "the text that begins here is not closed on its line: a double quote is missing"],
    ['{"a": "b', 1, 7, "the text that begins here is not closed on its line: a double quote is missing"],
    ['{"a": "b\tc"}', 1, 9, "a text holds a tab: write \\t"],
    ['{"a": "b\u0001c"}', 1, 9, "a text holds a control character: write \\u0001"],
    ['{"a": "C:\\data"}', 1, 10, "a backslash that stands for itself is written twice: \\\\"],
    ['{"a": "\\u12"}', 1, 8, "\\u needs four hexadecimal digits, such as \\u00e9"],
    ["positionId,sector", 1, 1, '"positionId" stands where "{" or "[" should'],
    ["<html>", 1, 1, '"<html>" stands where "{" or "[" should'],
  ])("%j is told with line, column and what to do", (text, line, column, says) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFault(text)).toEqual({ line, column, says });
  });

  it("is told in one sentence", () => {
    expect(readJson("{a: 1}")).toEqual({
      problem: 'is not JSON: line 1, column 2: the name "a" must stand in double quotes',
    });
    expect(readJson(" \n")).toEqual({ problem: "is empty" });
    expect(readJson('\uFEFF{"a": 1}')).toEqual({ value: { a: 1 } });
  });

  it("is any that JSON.parse refuses, and no other", () => {
    const whole = fc.json();
    const damaged = fc
      .tuple(
        whole,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom("", '"', ",", "}", "]", "0", "\\", "-", ":", "e", "\n", "\u2028", "\u00a0"),
      )
      .map(([text, place, gone, piece]) => {
        const at = place % (text.length + 1);
        return `${text.slice(0, at)}${piece}${text.slice(at + gone)}`;
      });
    const pieces = fc
      .array(
        fc.constantFrom(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          '"',
          "a",
          "\\",
          "1",
          "-",
          ".",
          "e",
          " ",
          "\n",
          "true",
          "null",
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(whole, damaged, pieces, fc.string({ unit: "binary" })), (text) => {
        const isJson = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        expect(jsonFault(text) === null).toBe(isJson);
      }),
      cases(3000),
    );
  });
});
