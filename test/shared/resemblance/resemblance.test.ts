import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yardstickFor } from "../../../shared/resemblance/alike.ts";
import { foldName } from "../../../shared/resemblance/folded-name.ts";
import { resemblanceOf } from "../../../shared/resemblance/resemblance.ts";
import { everydayWords } from "../../support/everyday-words.ts";
import { CASES, hostileText } from "../../support/hostile.ts";

const by = yardstickFor([], everydayWords);
const resemblance = (a: string, b: string) => resemblanceOf(foldName(a), foldName(b), by);
const words = (name: string) => foldName(name).words.map(({ text }) => text);

describe("a folded name", () => {
  it.each<[string, string[]]>([
    ["Maker Co., Ltd.", ["maker"]],
    ["MAKER GmbH & Co. KG", ["maker"]],
    ["S.A. Umicore N.V.", ["umicore"]],
    ["Maker S. p. A.", ["maker"]],
    ["SiemensAG", ["siemens"]],
    ["Siemens Aktiengeselschaft", ["siemens"]],
    ["Faberlic Europe Sp. z o.o.", ["faberlic", "europe"]],
    ["Société Générale de l'Énergie", ["societe", "generale", "lenergie"]],
    ["ОАО «Газпром»", ["gazprom"]],
    ["国轩高科股份有限公司", ["guoxuan", "high", "technology"]],
    ["比亚迪BYD", ["biyadi", "byd"]],
    ["삼성 주식회사", ["samseong"]],
    ["B.Y.D. Company", ["byd"]],
    ["Maker Technologies (Hong Kong) Limited", ["maker", "technology", "hong", "kong"]],
    ["Limited, Inc.", ["limited", "inc"]],
    ["\u202emaker\u0000\n", ["maker"]],
    ["- ? -", []],
  ])("%s is %j", (name, expected) => {
    expect(words(name)).toEqual(expected);
  });
});

describe("how much two names look alike, and why", () => {
  it.each<[string, string, number, object]>([
    ["Maker Co., Ltd.", "MAKER LIMITED", 1, { kind: "same" }],
    ["Good Will Company", "Goodwill Co.", 0.97, { kind: "joined" }],
    ["Harbor Blue Ltd", "Blue Harbor Inc", 0.97, { kind: "reordered" }],
    ["LGES", "LG Energy Solution, Ltd.", 0.85, { kind: "initials", letters: "lges", of: "b" }],
    ["Zorvex Energy", "Zorvex", 0.92, { kind: "within", whole: "b", words: "Zorvex", more: "Energy" }],
    ["Orchid Foods", "Orchid", 0.76, { kind: "within", whole: "b", more: "Foods" }],
    [
      "China Telecom (Americas) Corporation",
      "China Telecom",
      0.82,
      { kind: "within", whole: "b", more: "Americas" },
    ],
    ["Northern Zorvex", "Zorvex", 0.95, { kind: "within", more: "Northern" }],
    ["Zorvexx", "Zorvex", 0.84, { kind: "shared", misspelt: [{ a: "Zorvexx", b: "Zorvex" }] }],
    ["Zorvex Motors", "Zorvex Chemicals", 0.83, { kind: "shared", onlyA: "Motors", onlyB: "Chemicals" }],
  ])("%s and %s: %d", (a, b, score, reason) => {
    const found = resemblance(a, b);
    expect(found?.score).toBeCloseTo(score, 2);
    expect(found?.reason).toMatchObject(reason);
  });

  it.each([
    ["Boyd Corp", "BYD"],
    ["CALM", "CALB"],
    ["Lithium Ltd", "Hithium"],
    ["National Battery Company", "Global Energy Group"],
    ["Northern Energy", "Southern Energy"],
    ["China Telecom Equipment", "China Telecom"],
    ["China Group Europe", "China Group"],
    ["American Telecom Europe", "China Telecom"],
    ["SUP0001", "SUP0002"],
    ["", "BYD"],
    ["?", "?"],
  ])("%s and %s have nothing in common that tells anything", (a, b) => {
    expect(resemblance(a, b)).toBeNull();
  });

  it("tells a name that leaves the beginning out from one that leaves the end out", () => {
    const whole = "Contemporary Zorvex Technology Co., Limited";
    expect(resemblance("Contemporary Zorvex", whole)?.score).toBeGreaterThan(0.8);
    expect(resemblance("Zorvex Technology", whole)?.score).toBeLessThan(0.8);
  });

  it("is the same whichever name comes first, and between 0 and 1", () => {
    fc.assert(
      fc.property(someName, someName, (a, b) => {
        const [one, other] = [resemblance(a, b), resemblance(b, a)];
        expect(other?.score ?? null).toBe(one?.score ?? null);
        expect(one?.score ?? 0.5).toBeGreaterThan(0);
        expect(one?.score ?? 0.5).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3000 },
    );
  });

  it("takes any text for a name", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const found = resemblance(a, b);
        expect(found === null || (found.score > 0 && found.score <= 1)).toBe(true);
      }),
      { numRuns: CASES / 5 },
    );
  });
});

const someWord = fc.constantFrom(
  ...[
    "zorvex",
    "zorvax",
    "zorve",
    "Kalmo",
    "Blue",
    "Apple",
    "BYD",
    "LG",
    "energy",
    "Tech",
    "Europe",
    "Group",
  ],
  ...["Ltd", "GmbH", "北京", "比亚迪", "42", "organisation", "organization", "Zor", "vex", "de", "S.A."],
);
const someName = fc.array(someWord, { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
