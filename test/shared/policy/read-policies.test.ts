import { describe, expect, it } from "vitest";
import { brokenPolicies, soundPolicies } from "../../../shared/policy/policies.ts";
import { isPolicyFile, readPolicies } from "../../../shared/policy/read-policies.ts";
import { ruleOf } from "../../support/builders.ts";
import { chinaPolicy } from "../../support/samples.ts";

const ai = chinaPolicy("ai");
const defense = { file: "defense.json", text: JSON.stringify(chinaPolicy("defense")) };
const rule = ruleOf();
const ruled = (change: object) =>
  JSON.stringify({ ...ai, rules: [ruleOf({ id: "first" }), { ...rule, ...change }] });

describe("policies are read one by one:", () => {
  // biome-ignore format: one row for each case lets a reader compare them; formatted, each field has a line.
  it.each<[string, string, string, string | null]>([
    ["a limit in percent", ruled({ above: { critical: 65 } }), 'rule "china-origin": field "above.critical": 65 must be between 0 and 1; 0.65?', "USD"],
    ["a text that is no text", JSON.stringify({ ...ai, title: { length: { toString: 1, valueOf: 1 } } }), "is not of the form of a policy: Cannot convert object to primitive value", "USD"],
    ["a limit as text", ruled({ above: { critical: "0.65" } }), 'rule "china-origin": field "above.critical" is "0.65": must be a number, not a text', "USD"],
    ["a measure that is none", ruled({ measure: { kind: "hhhi", facet: "owner" } }), 'rule "china-origin": field "measure.kind" is "hhhi": must be one of hhi, top, unknown, direct, influenced, share, effective, look-through, loss, change', "USD"],
    ["a measure of nothing", ruled({ measure: { kind: "look-through", of: { country: ["CN"] } } }), 'rule "china-origin": field "measure.of": must name countries, owners, suppliers or a list', "USD"],
    ["a share of nothing", ruled({ measure: { kind: "share", of: { countries: ["CN"] } } }), 'rule "china-origin": field "measure.of": must name countries with a facet of origin or control, owners, suppliers or a list', "USD"],
    ["a country by its name", ruled({ measure: { kind: "direct", of: { countries: ["China"] } } }), 'rule "china-origin": field "measure.of.countries.0" is "China": must be a two-letter country code like CN', "USD"],
    ["no measure", ruled({ measure: undefined }), 'rule "china-origin": field "measure" is missing: must be an object', "USD"],
    ["a group that is none", ruled({ by: "supplier" }), 'rule "china-origin": field "by" is "supplier": must be one of item, program', "USD"],
    ["no run to wait for", ruled({ for: 0 }), 'rule "china-origin": field "for" is 0: must be 1 or more', "USD"],
    ["a rule without an id", ruled({ id: undefined }), 'rule number 2: field "id" is missing: must be a text', "USD"],
    ["an id used twice", ruled({ id: "first" }), 'rule "first": field "id": "first" is used twice', "USD"],
    ["a field that is not known", ruled({ colour: "red" }), 'rule "china-origin": field "colour" is not known', "USD"],
    ["a rule that is none", JSON.stringify({ ...ai, rules: [null] }), "rule number 1: must be an object, not null", "USD"],
    ["a unit that is none", JSON.stringify({ ...ai, unit: "GBP" }), 'field "unit" is "GBP": must be one of USD, EUR, kWh', null],
    ["a country by no code", JSON.stringify({ ...ai, countAs: { Hongkong: "CN" } }), 'field "countAs.Hongkong": must be a two-letter country code like CN', "USD"],
    ["the sector of another file", JSON.stringify({ ...ai, sector: "defense" }), 'field "sector" is "defense": must be "ai", as the file is named', "USD"],
    ["no object", "[]", "must be an object, not a list", null],
    ["nothing in it", " \n", "is empty", null],
    ["half of it", '{"sector": "ai",', 'is not JSON: line 1, column 17: it ends before "{" of line 1 is closed', null],
  ])("one with %s is told by file, rule, field, value and reason, and no other is touched", (_name, text, problem, unit) => {
    const policies = readPolicies([{ file: "ai.json", text }, defense]);
    expect(brokenPolicies(policies)).toEqual([{ sector: "ai", problem: `ai.json: ${problem}`, unit }]);
    expect(soundPolicies(policies).map(({ sector }) => sector)).toEqual(["defense"]);
  });

  it("one that cannot be read, and two of one name", () => {
    const text = JSON.stringify(ai);
    const unreadable = readPolicies([{ file: "ai.json", problem: "cannot be read (EACCES)" }]);
    expect(brokenPolicies(unreadable)).toMatchObject([{ problem: "ai.json: cannot be read (EACCES)" }]);
    const twice = readPolicies([{ file: "ai.json", text }, { file: "ai.JSON", text }, defense]);
    expect(brokenPolicies(twice)).toMatchObject([{ problem: "ai.json: is one of several files of ai" }]);
  });

  it("in the order of their names, with a byte order mark as well", () => {
    const files = [defense, { file: "ai.json", text: `\uFEFF${JSON.stringify(ai)}` }];
    expect([...readPolicies(files)]).toEqual([
      ["ai", ai],
      ["defense", chinaPolicy("defense")],
    ]);
  });

  it.each([
    ["ai.json", true],
    ["us-storage-imports.json", true],
    ["ai.test.json", false],
    ["policy.schema.json", false],
    [".ai.json", false],
    ["ai.json~", false],
    ["readme.md", false],
  ])("%s is a policy: %s", (file, is) => {
    expect(isPolicyFile(file)).toBe(is);
  });
});
