import { describe, expect, it } from "vitest";
import { holdersOf, unsureOf } from "../../../shared/remedy/line-holders.ts";
import { givingOrder, OUT_OF_REACH, type RiskLine } from "../../../shared/remedy/lines.ts";
import type { Giver, Target } from "../../../shared/remedy/remedy.ts";
import { moveFromRisk } from "../../../shared/remedy/risk.ts";

function line(
  key: string | null,
  risk: number,
  exposure: number,
  overrides: Partial<RiskLine> = {},
): RiskLine {
  return { key, item: "bess", originCountry: null, exposure, risk, possible: risk, ...overrides };
}

const giver = (item: string): Giver => ({ key: "cn", item, madeIn: null, exposure: 10 });

describe("a limit that nothing but less than nothing is inside of", () => {
  it("is out of reach, whatever moves", () => {
    const target: Target = { side: "above", limit: 0, isInside: (value) => value < 0, growth: 2 };
    const move = moveFromRisk([line("cn", 1, 700), line("jp", 0, 300)], 1000, target);
    expect(move).toEqual(OUT_OF_REACH);
    expect(move).toEqual({ none: "even all that counts towards it would not be enough" });
  });
});

describe("a move of lines", () => {
  it("is no matter of removals, nor of how large anyone becomes", () => {
    const target: Target = { side: "above", limit: 0.65, isInside: (value) => value <= 0.65, growth: 2 };
    expect(moveFromRisk([line("cn", 1, 700), line("jp", 0, 300)], 1000, target)).toEqual({
      exposure: 50,
      givers: [{ key: "cn", item: "bess", madeIn: null, exposure: 50 }],
      takers: [{ key: "jp", item: "bess", holds: 300, takes: 50, times: 350 / 300 }],
      newSources: 0,
      unsure: [],
      clearsPossible: true,
      removals: [],
      downTo: null,
      newSourceMost: null,
      amongKnown: null,
    });
  });
});

describe("the known holders of an item", () => {
  const free = (key: string, holds: number, item = "bess") => ({ key, item, holds, room: holds });

  it.each<[string, RiskLine[], string[], string[]]>([
    ["free where nothing that they sell of it is at risk", [line("a", 0, 5), line("a", 0, 5)], ["a"], []],
    [
      "unsure where some that they sell of it may be at risk",
      [line("a", 0, 5), line("a", 0, 5, { possible: 0.1 })],
      [],
      ["a"],
    ],
    ["none where some that they sell of it is at risk", [line("a", 0, 5), line("a", 0.1, 5)], [], []],
    [
      "free of one item though another is at risk",
      [line("a", 1, 5), line("a", 0, 5, { item: "ups" })],
      ["a"],
      [],
    ],
    ["none where nobody knows who they are", [line(null, 0, 5)], [], []],
    ["none where they hold nothing that could grow", [line("a", 0, 0)], [], []],
  ])("are %s", (_which, lines, certain, maybe) => {
    const holders = holdersOf(lines, 2);
    const keys = { free: holders.free.map(({ key }) => key), unsure: holders.unsure.map(({ key }) => key) };
    expect(keys).toEqual({ free: certain, unsure: maybe });
  });

  it("hold all that they sell of it, and may grow by as much as the policy says", () => {
    const lines = [line("a", 0, 4), line("a", 0, 6), line("b", 0, 3, { possible: 1 })];
    expect(holdersOf(lines, 2)).toEqual({ free: [free("a", 10)], unsure: [free("b", 3)] });
    expect(holdersOf(lines, 1.5).free).toEqual([{ ...free("a", 10), room: 5 }]);
  });

  it("are none where nobody sells anything", () => {
    expect(holdersOf([], 2)).toEqual({ free: [], unsure: [] });
  });

  it("who are unsure are told if they hold what is given, the largest first, of equal ones by name", () => {
    const unsure = [free("d", 5), free("b", 7), free("x", 9, "ups"), free("c", 5), free("a", 6)];
    const told = (item: string) => unsureOf([giver(item)], { free: [], unsure });
    expect(told("bess")).toEqual([
      { key: "b", item: "bess", holds: 7 },
      { key: "a", item: "bess", holds: 6 },
      { key: "c", item: "bess", holds: 5 },
      { key: "d", item: "bess", holds: 5 },
    ]);
    expect(told("ups")).toEqual([{ key: "x", item: "ups", holds: 9 }]);
    expect(told("radio-battery")).toEqual([]);
  });
});

describe("the order in which lines give", () => {
  it.each<[string, RiskLine[], number[]]>([
    ["those most at risk first", [line("a", 0.1, 9), line("b", 1, 1), line("c", 0.5, 5)], [1, 2, 0]],
    [
      "of those that are at risk, and hold anything",
      [line("a", 0, 9), line("b", 1, 0), line("c", 1, 1)],
      [2],
    ],
    ["of equal risk the largest", [line("a", 1, 2), line("b", 1, 3), line("c", 1, 1)], [1, 0, 2]],
    [
      "of equal risk who has most in all lines at risk of the item",
      [line("a", 1, 4), line("b", 1, 3), line("b", 1, 2)],
      [1, 2, 0],
    ],
    ["and of each the largest line", [line("a", 1, 2), line("a", 1, 5), line("a", 1, 3)], [1, 2, 0]],
    ["an item as large by its name", [line("b", 1, 4), line("c", 1, 4), line("a", 1, 4)], [2, 0, 1]],
    [
      "items of one key apart",
      [line("a", 1, 3), line("a", 1, 3, { item: "ups" }), line("b", 1, 4)],
      [2, 0, 1],
    ],
    [
      "lines of names as large together",
      [line("b", 1, 1), line("a", 1, 2), line("b", 1, 4), line("a", 1, 3)],
      [3, 1, 2, 0],
    ],
  ])("is %s", (_which, lines, order) => {
    expect(givingOrder(lines).map(({ at }) => at)).toEqual(order);
  });
});
