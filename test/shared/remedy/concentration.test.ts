import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Concentration,
  holdingsOf,
  moveFromLargest,
  moveFromSquares,
} from "../../../shared/remedy/concentration.ts";
import type { Move, NoMove, Target } from "../../../shared/remedy/remedy.ts";
import { ratio } from "../../../shared/values/ratio.ts";
import { cases } from "../../support/cases.ts";
import { leastSpread, sum } from "../../support/plain-remedy.ts";

const above = (limit: number, growth = 2): Target => ({
  side: "above",
  limit,
  isInside: (value) => value <= limit,
  growth,
});

function holdings(exposures: readonly number[], unknown = 0) {
  const held = exposures.map((exposure, at) => ({ id: `k${at}`, key: `k${at}`, exposure }));
  return holdingsOf(held, sum(exposures) + unknown);
}

const squaresOf = (held: readonly number[]) => sum(held.map((own) => own * own));
const largestOf = (held: readonly number[], n: number) => sum([...held].sort((a, b) => b - a).slice(0, n));

/** HHI in points, of whole numbers. */
function hhiMove(exposures: readonly number[], limit: number, { unknown = 0, growth = 2 } = {}) {
  const total = BigInt(sum(exposures) + unknown);
  const measureOf = (squares: bigint) => ratio(squares * 10_000n, total * total);
  return moveFromSquares(holdings(exposures, unknown), measureOf, above(limit, growth));
}

function moved(move: Concentration | Move | NoMove): number | null {
  return "none" in move ? null : move.exposure;
}

const small = fc.record({
  exposures: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
  unknown: fc.nat({ max: 5 }),
});

describe("the move that clears a limit on HHI", () => {
  it("is the least of all moves, over all givers, known takers and new ones", () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 0, max: 10_000 }), ({ exposures, unknown }, limit) => {
        const total = sum(exposures) + unknown;
        const most = exposures.map(() => 12);
        const isInside = (held: number[]) => squaresOf(held) * 10_000 <= limit * total * total;
        expect(moved(hhiMove(exposures, limit, { unknown }))).toBe(
          leastSpread(exposures, most, true, isInside),
        );
      }),
      cases(300),
    );
  });

  it("among the known ones alone is the least of all moves within their growth", () => {
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom(1, 1.5, 2, 3),
        ({ exposures, unknown }, limit, growth) => {
          const total = sum(exposures) + unknown;
          const isInside = (held: number[]) => squaresOf(held) * 10_000 <= limit * total * total;
          const move = hhiMove(exposures, limit, { unknown, growth });
          fc.pre(!("none" in move));
          const most = exposures.map((own) => Math.floor(own * growth));
          expect(move.amongKnown?.exposure ?? null).toBe(leastSpread(exposures, most, false, isInside));
        },
      ),
      cases(300),
    );
  });

  it("clears when it is made, among the known ones as well", () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 500, max: 9999 }), ({ exposures, unknown }, limit) => {
        const total = sum(exposures) + unknown;
        const move = hhiMove(exposures, limit, { unknown });
        fc.pre(!("none" in move));
        const after = afterwards(exposures, move);
        const fresh = Array<number>(move.newSources).fill(1);
        expect(squaresOf([...after, ...fresh]) * 10_000).toBeLessThanOrEqual(limit * total * total);
        if (move.amongKnown === null) return;
        const among = afterwards(exposures, move.amongKnown);
        expect(sum(among)).toBe(sum(exposures));
        expect(squaresOf(among) * 10_000).toBeLessThanOrEqual(limit * total * total);
      }),
    );
  });

  it.each([
    ["a monopoly", [100], 8000],
    ["two halves", [50, 50], 4000],
    ["two giants among many", [4_000_000_00, 3_999_999_99, ...Array<number>(90).fill(2_000_000)], 1000],
    ["three of 2^53 in all", [2 ** 52, 2 ** 51, 2 ** 51 - 1], 3700],
  ])("of %s clears to the unit, and one unit less does not", (_what, exposures, limit) => {
    const total = BigInt(sum(exposures));
    const move = hhiMove(exposures, limit);
    if ("none" in move) throw new Error(move.none);
    const isInside = (held: readonly number[], fresh: number) => {
      const squares = held.reduce((all, own) => all + BigInt(own) ** 2n, BigInt(fresh));
      return squares * 10_000n <= BigInt(limit) * total * total;
    };
    const after = afterwards(exposures, move);
    expect(isInside(after, move.exposure)).toBe(true);
    // The unit that costs least to leave where it is: with the smallest of those who give.
    const gave = after.filter((own, at) => own < (exposures[at] ?? 0));
    const smallest = after.indexOf(Math.min(...gave));
    const oneLess = after.map((own, at) => own + Number(at === smallest));
    expect(isInside(oneLess, move.exposure - 1)).toBe(false);
  });

  it("takes from one of whom the name is not known, and gives nothing to it", () => {
    const held = [
      { id: "a", key: null, exposure: 60 },
      { id: "b", key: "b", exposure: 30 },
      { id: "c", key: null, exposure: 10 },
    ];
    const move = moveFromSquares(holdingsOf(held, 100), (squares) => Number(squares), above(4200));
    expect(move).toMatchObject({
      givers: [{ key: null, exposure: 4 }],
      amongKnown: { givers: [{ key: null, exposure: 10 }], takers: [{ key: "b", takes: 10 }] },
    });
  });

  it.each([
    ["both hold as much in the end", [3, 1], 5000, { exposure: 1, takers: [{ key: "k1", takes: 1 }] }],
    ["nobody can take anything", [5, 5], 4200, null],
  ])("among the known ones alone, when %s", (_when, exposures, limit, amongKnown) => {
    const move = hhiMove(exposures, limit, { growth: 3 });
    expect(move).toMatchObject({ amongKnown });
  });

  it.each([
    ["all alike when it divides evenly", [5, 5], 3400, { exposure: 2, downTo: 4 }],
    ["one of them a unit higher when it does not", [5, 5], 4200, { exposure: 1, downTo: 5 }],
  ])("says what the largest of those who gave holds: %s", (_how, exposures, limit, expected) => {
    expect(hhiMove(exposures, limit)).toMatchObject(expected);
  });

  it("is sure of whom it names, and takes nobody away", () => {
    expect(hhiMove([60, 40], 4000)).toMatchObject({ unsure: [], removals: [] });
  });

  it("is none where not even single units come down that far", () => {
    expect(hhiMove([5, 5], 999)).toHaveProperty("none");
    expect(hhiMove([5, 5], 1000)).toMatchObject({ exposure: 8, downTo: 1 });
  });
});

describe("the move that clears a limit on the largest keys", () => {
  const topMove = (
    exposures: readonly number[],
    n: number,
    limit: number,
    { unknown = 0, growth = 2 } = {},
  ) => moveFromLargest(holdings(exposures, unknown), n, above(limit, growth));

  it("is the least of all moves, over all givers, known takers and new ones", () => {
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 100 }),
        ({ exposures, unknown }, n, percent) => {
          const total = sum(exposures) + unknown;
          const isInside = (held: number[]) => largestOf(held, n) * 100 <= percent * total;
          const most = exposures.map(() => 12);
          expect(moved(topMove(exposures, n, percent / 100, { unknown }))).toBe(
            leastSpread(exposures, most, true, isInside),
          );
        },
      ),
      cases(300),
    );
  });

  it("clears when the takers take and new sources hold as much as they may", () => {
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 5, max: 100 }),
        ({ exposures, unknown }, n, percent) => {
          const move = topMove(exposures, n, percent / 100, { unknown });
          fc.pre(!("none" in move));
          const largest = move.newSourceMost ?? 1;
          const count = Math.floor(move.newSources / largest);
          const fresh = [...Array<number>(count).fill(largest), move.newSources - count * largest];
          const after = afterwards(exposures, move);
          expect(sum(after) + sum(fresh)).toBe(sum(exposures));
          expect(largestOf([...after, ...fresh], n) * 100).toBeLessThanOrEqual(
            percent * (sum(exposures) + unknown),
          );
        },
      ),
    );
  });

  it("lets known ones take no more than their growth, and none above the smallest of the largest", () => {
    const move = topMove([40, 30, 20, 6, 4], 2, 0.5);
    expect(move).toMatchObject({
      exposure: 20,
      givers: [
        { key: "k0", exposure: 15 },
        { key: "k1", exposure: 5 },
      ],
      takers: [
        { key: "k3", takes: 6, times: 2 },
        { key: "k2", takes: 5, times: 1.25 },
        { key: "k4", takes: 4, times: 2 },
      ],
      newSources: 5,
      downTo: 25,
      newSourceMost: 25,
      unsure: [],
      removals: [],
    });
  });

  it("leaves to new sources what no known one has room for, and names no taker of nothing", () => {
    expect(topMove([40, 30, 20, 6, 4], 2, 0.5, { growth: 1 })).toMatchObject({ takers: [], newSources: 20 });
  });

  it("gives nothing to one of whom the name is not known", () => {
    const held = [
      { id: "a", key: "a", exposure: 60 },
      { id: "b", key: null, exposure: 30 },
      { id: "c", key: "c", exposure: 10 },
    ];
    const move = moveFromLargest(holdingsOf(held, 100), 1, above(0.5));
    expect(move).toMatchObject({ exposure: 10, takers: [{ key: "c", takes: 10 }], newSources: 0 });
  });
});

/** What the known ones hold once a move is made. */
function afterwards(
  exposures: readonly number[],
  { givers, takers }: Pick<Move, "givers" | "takers">,
): number[] {
  return exposures.map((own, at) => {
    const gives = sum(givers.filter(({ key }) => key === `k${at}`).map(({ exposure }) => exposure));
    const takes = sum(takers.filter(({ key }) => key === `k${at}`).map((taker) => taker.takes));
    return own - gives + takes;
  });
}
