import { describe, expect, it } from "vitest";
import type { Rule } from "../../../shared/policy/rule.ts";
import {
  compareNamed,
  type Giver,
  gatherGivers,
  type Move,
  remedyOf,
  type Target,
} from "../../../shared/remedy/remedy.ts";
import { ruleOf } from "../../support/builders.ts";

const MOVE: Move = {
  exposure: 10,
  givers: [],
  takers: [],
  newSources: 10,
  unsure: [],
  clearsPossible: true,
  removals: [],
  downTo: null,
  newSourceMost: null,
  amongKnown: null,
};
const NONE = { none: "nobody can" };
const exactly = (value: number) => ({ lower: value, upper: value });

describe("the remedy of a rule", () => {
  it("is for the first of its limits that a move clears", () => {
    const remedy = (reaches: (limit: number) => boolean) =>
      remedyOf(ruleOf(), exactly(0.7), 2, ({ limit }) => (reaches(limit) ? MOVE : NONE));
    expect(remedy(() => true)).toEqual({ ...MOVE, limit: 0.25, level: "warning" });
    expect(remedy((limit) => limit > 0.5)).toEqual({ ...MOVE, limit: 0.65, level: "critical" });
    expect(remedy(() => false)).toEqual({ ...NONE, limit: 0.25, level: "warning" });
  });

  it.each<[string, Partial<Rule>, number, number[]]>([
    ["both limits, where both are breached and neither can be cleared", {}, 0.7, [0.25, 0.65]],
    ["the one that is breached", {}, 0.3, [0.25]],
    ["none inside the limits", {}, 0.25, []],
    ["the only limit that there is", { above: { critical: 0.65 } }, 0.7, [0.65]],
    ["no limit at which it may stand", { above: { warning: 0.25 } }, 0.25, []],
    [
      "a limit that counts as crossed, by its margin",
      { above: { warning: 0.25, atLimit: true }, margin: 0.05 },
      0.25,
      [0.2],
    ],
    [
      "both where too little is the trouble",
      { below: { warning: 0.5, critical: 0.4 }, margin: 0.02 },
      0.3,
      [0.52, 0.42],
    ],
  ])("asks for a move to clear %s", (_which, overrides, value, limits) => {
    const asked: number[] = [];
    const found = remedyOf(ruleOf(overrides), exactly(value), 2, ({ limit }) => {
      asked.push(limit);
      return NONE;
    });
    expect(asked).toEqual(limits);
    expect(found === null).toBe(limits.length === 0);
  });

  it("clears what is certainly so: the lower bound above, the upper one below", () => {
    const plan = () => MOVE;
    const below = ruleOf({ below: { warning: 0.5 } });
    expect(remedyOf(ruleOf(), { lower: 0.2, upper: 0.9 }, 2, plan)).toBeNull();
    expect(remedyOf(below, { lower: 0.1, upper: 0.6 }, 2, plan)).toBeNull();
    expect(remedyOf(below, { lower: 0.1, upper: 0.4 }, 2, plan)).toMatchObject({ level: "warning" });
  });

  it("tells whoever plans the move what is inside the limit, by the margin, and how much known ones may grow", () => {
    const asked: Target[] = [];
    remedyOf(ruleOf({ margin: 0.05 }), exactly(0.3), 3, (target) => {
      asked.push(target);
      return MOVE;
    });
    const [target] = asked;
    expect(target).toMatchObject({ side: "above", limit: 0.2, growth: 3 });
    expect([target?.isInside(0.2), target?.isInside(0.2001)]).toEqual([true, false]);
  });

  it("is none where moving supply is not what changes the measure", () => {
    const change = ruleOf({
      measure: { kind: "change", of: { kind: "top", facet: "owner", n: 1 }, days: 90 },
    });
    expect(remedyOf(change, exactly(0.7), 2, () => MOVE)).toBeNull();
    expect(remedyOf(ruleOf(), exactly(0.7), 2, () => null)).toBeNull();
  });
});

const giver = (key: string | null, item: string | null, madeIn: string | null, exposure = 5): Giver => ({
  key,
  item,
  madeIn,
  exposure,
});

/** Every order of some things. */
function orders<Thing>(things: readonly Thing[]): Thing[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, at) => orders(things.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

describe("who gives", () => {
  it("is added up by key, item and country; who gives nothing is none of them", () => {
    const given = [
      giver("a", "bess", "CN", 3),
      giver("a", "bess", "CN", 4),
      giver("a", "ups", "CN", 2),
      giver("b", "bess", "CN", 0),
    ];
    expect(gatherGivers(given)).toEqual([giver("a", "bess", "CN", 7), giver("a", "ups", "CN", 2)]);
  });

  it.each([
    ["largest first", [giver("b", null, null, 9), giver("c", null, null, 6), giver("a", null, null, 5)]],
    [
      "of equal ones by key, the unknown first",
      [giver(null, "x", null), giver("a", "y", null), giver("b", "x", null)],
    ],
    ["of one key by item", [giver("a", null, null), giver("a", "bess", null), giver("a", "ups", null)]],
    [
      "of one item by country, the unknown first",
      [giver("a", "x", null), giver("a", "x", "CN"), giver("a", "x", "JP")],
    ],
  ])("stands %s, whatever the order of the lines", (_how, expected) => {
    for (const order of orders(expected)) expect(gatherGivers(order)).toEqual(expected);
  });
});

describe("the order of names", () => {
  it.each([
    ["a key before a later one", giver("a", "z", null), giver("b", "a", null), -1],
    ["a key after an earlier one", giver("b", "a", null), giver("a", "z", null), 1],
    ["of one key, the item", giver("a", "y", null), giver("a", "x", null), 1],
    ["no key before any", giver(null, "z", null), giver("a", "a", null), -1],
    ["the same name, wherever it is made", giver("a", "x", "CN"), giver("a", "x", "JP"), 0],
  ])("puts %s", (_what, a, b, expected) => {
    expect(compareNamed(a, b)).toBe(expected);
  });
});
