import { describe, expect, it } from "vitest";
import type { Target } from "../../../shared/remedy/remedy.ts";
import { atMost, lossMove, made, sold } from "../../support/loss-moves.ts";

describe("the move that keeps any one stop from costing too much", () => {
  it("takes from whom it costs too much, and no one who takes comes to cost too much", () => {
    const found = lossMove(
      { sold: [sold("A", 600), sold("B", 300), sold("C", 100)] },
      "owner",
      atMost(0.4, 3),
    );
    expect(found).toEqual({
      exposure: 200,
      givers: [{ key: "A", item: "bess", madeIn: null, exposure: 200 }],
      takers: [
        { key: "B", item: "bess", holds: 300, takes: 100, times: 400 / 300 },
        { key: "C", item: "bess", holds: 100, takes: 100, times: 2 },
      ],
      newSources: 0,
      unsure: [],
      clearsPossible: true,
      removals: ["A"],
      downTo: null,
      newSourceMost: 400,
      amongKnown: null,
    });
  });

  it.each([
    ["of as much by name", [sold("B", 500), sold("A", 500)], ["A", "B"]],
    [
      "of as much by name, whatever they sell",
      [sold("B", 500, { item: "a" }), sold("A", 500, { item: "b" })],
      ["A", "B"],
    ],
    ["the worst first", [sold("A", 450), sold("B", 550)], ["B", "A"]],
  ])("names the stops that cost too much, %s", (_how, supply, removals) => {
    expect(made(lossMove({ sold: supply }, "owner", atMost(0.4))).removals).toEqual(removals);
  });

  it("names countries that cost as much by name, whether goods or sellers come from them", () => {
    const supply = [sold("A", 500, { madeIn: "Y" }), sold("B", 500, { madeIn: "X" })];
    expect(made(lossMove({ sold: supply }, "country", atMost(0.4))).removals).toEqual(["A", "B", "X", "Y"]);
  });

  it("is none where even a new source of next to nothing would cost too much", () => {
    expect(lossMove({ sold: [sold("A", 2), sold("B", 1)] }, "owner", atMost(0.1))).toEqual({
      none: "anyone who sells anything at all would cost too much",
    });
  });

  it("is out of reach where nothing that stops may cost even nothing", () => {
    const never: Target = { ...atMost(0), isInside: (value) => value < 0 };
    expect(lossMove({ sold: [sold("A", 2), sold("B", 1)] }, "owner", never)).toEqual({
      none: "even all that counts towards it would not be enough",
    });
  });

  it("says from where they give what is not all at the same risk", () => {
    const supply = [sold("A", 260), sold("H", 340, { madeIn: "A" }), sold("H", 50), sold("C", 350)];
    expect(made(lossMove({ sold: supply }, "country", atMost(0.4))).givers).toEqual([
      { key: "H", item: "bess", madeIn: "A", exposure: 200 },
    ]);
  });
});
