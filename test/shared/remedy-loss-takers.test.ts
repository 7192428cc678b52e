import { describe, expect, it } from "vitest";
import { atMost, lossMove, made, needs, sold, takes } from "../support/loss-moves.ts";

describe("who takes what a stop may not cost", () => {
  it("is the largest holder first, of equal ones by name", () => {
    const [large, first] = [
      [sold("Y", 500), sold("A", 150), sold("B", 200), sold("C", 150)],
      [sold("Y", 500), sold("C", 100), sold("B", 100), sold("A", 100), sold("D", 200, { item: "ups" })],
    ];
    const ofLargest = {
      takers: [
        ["B", 100],
        ["A", 0],
        ["C", 0],
      ],
      newSources: 0,
    };
    const ofFirst = {
      takers: [
        ["A", 100],
        ["B", 0],
        ["C", 0],
      ],
      newSources: 0,
    };
    expect(takes(lossMove({ sold: large }, "owner", atMost(0.4)))).toEqual(ofLargest);
    expect(takes(lossMove({ sold: first }, "owner", atMost(0.4)))).toEqual(ofFirst);
  });

  it("takes no more than its growth, and stands by how much it takes", () => {
    // B may come to 400 and so take 10; C may come to twice what it holds.
    const supply = [sold("A", 510), sold("B", 390), sold("C", 100)];
    expect(takes(lossMove({ sold: supply }, "owner", atMost(0.4)))).toEqual({
      takers: [
        ["C", 100],
        ["B", 10],
      ],
      newSources: 0,
    });
    expect(takes(lossMove({ sold: supply }, "owner", atMost(0.4, 1.5)))).toEqual({
      takers: [
        ["C", 50],
        ["B", 10],
      ],
      newSources: 50,
    });
  });

  it("is none of those who may be hit: nor is it certain that the move clears what is possible", () => {
    const supply = { sold: [sold("A", 600), sold("B", 300), sold("C", 100)], silent: ["B"] };
    expect(made(lossMove(supply, "owner", atMost(0.4)))).toMatchObject({
      takers: [{ key: "C", takes: 100 }],
      newSources: 100,
      unsure: [{ key: "B", item: "bess", holds: 300 }],
      // With A, who sells 400, all of B may stop as well.
      clearsPossible: false,
    });
  });

  it("does not clear what is possible where only the unknown costs too much", () => {
    const all = { sold: [sold("A", 600), sold("B", 300), sold("C", 100)] };
    // Of C alone nobody knows what it needs: whoever stops, C may stop with it, and it holds 200 in the end.
    expect(made(lossMove({ ...all, silent: ["C"] }, "owner", atMost(0.4))).clearsPossible).toBe(false);
    expect(made(lossMove(all, "owner", atMost(0.4))).clearsPossible).toBe(true);
  });

  it("is bounded by what the stop of its own supplier costs: with half of its cells, half of what it takes", () => {
    const supply = {
      sold: [sold("X", 560), sold("U", 290, { item: "ups" }), sold("H", 100), sold("Z", 50, { item: "ups" })],
      links: [needs("H", "U", 0.5), needs("H", "V", 0.5)],
    };
    // The stop of U costs 290 + 50 now: 60 more at 0.4, which H reaches by taking 120.
    expect(takes(lossMove(supply, "owner", atMost(0.4, 4)))).toEqual({
      takers: [["H", 120]],
      newSources: 40,
    });
  });

  it("is bounded by what others of the same supplier have taken before", () => {
    const supply = {
      sold: [sold("X", 600), sold("H", 100), sold("I", 90), sold("U", 210, { item: "ups" })],
      links: [needs("H", "U", 0.5), needs("H", "V", 0.5), needs("I", "U", 0.5), needs("I", "W", 0.5)],
    };
    // The stop of U costs 210 + 50 + 45: H may grow by 100 of that, which costs 50 more, and I by 45 / 0.5.
    expect(takes(lossMove(supply, "owner", atMost(0.4)))).toEqual({
      takers: [
        ["H", 100],
        ["I", 90],
      ],
      newSources: 10,
    });
    const tight = {
      ...supply,
      sold: [sold("X", 580), ...supply.sold.slice(1, 3), sold("U", 230, { item: "ups" })],
    };
    // 230 + 50 + 45 leave 75: H takes 100 at the cost of 50, I takes 50 at that of 25.
    expect(takes(lossMove(tight, "owner", atMost(0.4)))).toEqual({
      takers: [
        ["H", 100],
        ["I", 50],
      ],
      newSources: 30,
    });
  });

  it("is bounded by the stop of any country that it makes the item in, as if all it takes were made there", () => {
    const supply = [
      sold("A", 600),
      sold("H", 300, { madeIn: "K" }),
      sold("H", 50, { madeIn: "L" }),
      sold("B", 50),
    ];
    // The stop of K costs 300: H takes 100. B takes as much as it holds.
    expect(takes(lossMove({ sold: supply }, "country", atMost(0.4)))).toEqual({
      takers: [
        ["H", 50],
        ["B", 50],
      ],
      newSources: 100,
    });
  });

  it("is not bounded by what it sells of another item", () => {
    const supply = [
      sold("A", 520),
      sold("H", 100),
      sold("H", 250, { item: "ups", madeIn: "K" }),
      sold("K", 130, { item: "ups" }),
    ];
    // The stop of H costs 350. That of K costs 380, and none of the batteries.
    expect(takes(lossMove({ sold: supply }, "country", atMost(0.4, 9)))).toEqual({
      takers: [["H", 50]],
      newSources: 70,
    });
  });

  it("is bounded by the country that costs most, and what may be controlled from there counts for what is possible", () => {
    const made = [sold("H", 300, { madeIn: "K" }), sold("H", 50, { madeIn: "L" })];
    const certain = [sold("A", 580), ...made, sold("K", 70, { item: "ups" })];
    // K: 370.
    expect(lossMove({ sold: certain }, "country", atMost(0.4))).toMatchObject({
      takers: [{ key: "H", takes: 30 }],
      clearsPossible: true,
    });
    const maybe = [sold("A", 570), ...made, sold("K", 50, { item: "ups" }), sold("M", 30, { item: "ups" })];
    // K: 350, and M perhaps: with the 50 that H takes 430.
    expect(lossMove({ sold: maybe, mayOwn: { M: "K" } }, "country", atMost(0.4))).toMatchObject({
      takers: [{ key: "H", takes: 50 }],
      clearsPossible: false,
    });
  });

  it.each([
    [250, false],
    [100, true],
  ])(
    "may be owned by one that sells %i: then the stop of that one may cost what it takes as well",
    (ofU, clears) => {
      const rest = ["C", "D"].map((by) => sold(by, (250 - ofU) / 2, { item: "ups" }));
      const supply = [sold("A", 600), sold("H", 150), sold("U", ofU, { item: "ups" }), ...rest];
      // Perhaps 300 with U once H has taken 150.
      expect(lossMove({ sold: supply, mayOwn: { H: "U" } }, "owner", atMost(0.4))).toMatchObject({
        takers: [{ key: "H", takes: 150 }],
        clearsPossible: clears,
      });
    },
  );

  it("is by name of those as large of several items, where one stop bounds them all", () => {
    const halves = [needs("A", "U", 0.5), needs("A", "V", 0.5), needs("B", "U", 0.5), needs("B", "W", 0.5)];
    const supply = [
      sold("X", 200, { item: "a" }),
      sold("X", 190, { item: "b" }),
      sold("B", 100, { item: "a" }),
      sold("A", 100, { item: "b" }),
      sold("U", 40, { item: "ups" }),
      ...["C", "D"].map((by) => sold(by, 123, { item: "ups" })),
      sold("E", 124, { item: "ups" }),
    ];
    // X gives 200 and 40. The stop of U costs 140 of 150: a taker may grow by 20.
    expect(takes(lossMove({ sold: supply, links: halves }, "owner", atMost(0.15)))).toEqual({
      takers: [
        ["A", 20],
        ["B", 0],
      ],
      newSources: 220,
    });
  });

  it("is one for as much as its own stop may cost, of its items in their order", () => {
    const supply = [
      sold("X", 200, { item: "a" }),
      sold("X", 190, { item: "b" }),
      sold("A", 50, { item: "a" }),
      sold("A", 50, { item: "b" }),
      ...["B", "C"].map((by) => sold(by, 127, { item: "ups" })),
      ...["D", "E"].map((by) => sold(by, 128, { item: "ups" })),
    ];
    // X gives 200 and 40. The stop of A costs 100 of 150.
    expect(takes(lossMove({ sold: supply }, "owner", atMost(0.15)))).toEqual({
      takers: [
        ["A", 50],
        ["A", 0],
      ],
      newSources: 190,
    });
  });
});
