import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { herfindahl, topShare } from "../../shared/concentration.ts";
import { type Shift, type ShiftLine, shiftFromRisk } from "../../shared/shift.ts";
import { shiftForHerfindahl, shiftForTop } from "../../shared/shift-concentration.ts";
import { totalsOf } from "../support/builders.ts";

const market = new Map([
  ["a", 40_000],
  ["b", 30_000],
  ["c", 20_000],
  ["d", 10_000],
]);
const TOTAL = 100_000;

function moved(shift: Shift): number {
  if ("impossible" in shift) throw new Error(shift.impossible);
  return shift.exposure;
}

/** What each key holds once `amount` has moved from the leader to the others, pro rata or to one. */
function holdingsAfter(known: Map<string, number>, amount: number, to?: string): number[] {
  const [[leader = "", largest = 0] = [], ...others] = [...known].sort(([, a], [, b]) => b - a);
  const held = others.reduce((sum, [, exposure]) => sum + exposure, 0);
  const taken = (key: string, exposure: number) =>
    to === undefined ? (amount * exposure) / held : key === to ? amount : 0;
  const named = to === undefined || known.has(to) ? [] : [amount];
  return [
    largest - amount,
    ...others.map(([key, exposure]) => exposure + taken(key, exposure)),
    ...named,
  ].filter(() => leader !== to);
}

const hhiOf = (holdings: number[]) => holdings.reduce((sum, e) => sum + 10_000 * (e / TOTAL) ** 2, 0);
const topOf = (holdings: number[], n: number) =>
  [...holdings]
    .sort((a, b) => b - a)
    .slice(0, n)
    .reduce((sum, e) => sum + e / TOTAL, 0);

describe("the shift that clears a limit on HHI", () => {
  it.each([
    [2900, undefined],
    [2850, undefined],
    [2800, "d"],
    [2600, "d"],
    [2500, "e"],
  ])("of %d, moving to %s, does it, and one unit less does not", (limit, to) => {
    const exposure = moved(shiftForHerfindahl(market, TOTAL, limit, to));
    expect(hhiOf(holdingsAfter(market, exposure, to))).toBeLessThanOrEqual(limit + 1e-9);
    expect(hhiOf(holdingsAfter(market, exposure - 1, to))).toBeGreaterThan(limit - 1e-9);
  });

  it("is none where moving from the leader alone cannot do it", () => {
    expect(shiftForHerfindahl(market, TOTAL, 1000)).toHaveProperty("impossible");
  });

  it("is none in a monopoly, unless it goes to somebody named", () => {
    const monopoly = new Map([["a", TOTAL]]);
    expect(shiftForHerfindahl(monopoly, TOTAL, 8000)).toEqual({
      impossible: "there is nobody to move it to",
    });
    expect(
      hhiOf(holdingsAfter(monopoly, moved(shiftForHerfindahl(monopoly, TOTAL, 8000, "b")), "b")),
    ).toBeLessThanOrEqual(8000);
  });

  it("is as little as a search finds, for any market", () => {
    const holdings = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(holdings, fc.integer({ min: 500, max: 9500 }), (exposures, limit) => {
        const known = new Map(exposures.map((exposure, at) => [`k${at}`, exposure]));
        const total = exposures.reduce((sum, e) => sum + e, 0);
        fc.pre(herfindahl(totalsOf(Object.fromEntries(known))).lower > limit + 1e-6);
        const shift = shiftForHerfindahl(known, total, limit);
        const hhiAfter = (m: number) =>
          holdingsAfter(known, m).reduce((sum, e) => sum + 10_000 * (e / total) ** 2, 0);
        const found = Array.from({ length: Math.max(...exposures) + 1 }, (_, m) => m).find(
          (m) => hhiAfter(m) <= limit,
        );
        if ("impossible" in shift) expect(found).toBeUndefined();
        else expect(shift.exposure).toBe(found);
      }),
    );
  });
});

describe("the shift that clears a limit on the largest keys", () => {
  it.each([
    [1, 0.35, undefined],
    [2, 0.65, undefined],
    [1, 0.35, "d"],
    [3, 0.87, undefined],
  ])("of the top %d at %d, moving to %s, does it, and one unit less does not", (n, limit, to) => {
    const exposure = moved(shiftForTop(market, TOTAL, n, limit, to));
    expect(topOf(holdingsAfter(market, exposure, to), n)).toBeLessThanOrEqual(limit + 1e-12);
    expect(topOf(holdingsAfter(market, exposure - 1, to), n)).toBeGreaterThan(limit - 1e-12);
  });

  it.each([
    [1, 0.2],
    [4, 0.9],
  ])("is none where it cannot be done: top %d at %d", (n, limit) => {
    expect(shiftForTop(market, TOTAL, n, limit)).toHaveProperty("impossible");
    expect(topShare(totalsOf(Object.fromEntries(market)), n).lower).toBeGreaterThan(limit);
  });
});

function line(key: string | null, risk: number, exposure: number, item = "bess"): ShiftLine {
  return { key, item, exposure, risk, takes: risk === 0 && key !== null };
}

describe("the shift that clears a limit on the share at risk", () => {
  it("moves exactly what is above the limit where all of a line is at risk", () => {
    expect(shiftFromRisk([line("cn", 1, 700), line("jp", 0, 300)], 1000, 0.65)).toEqual({
      exposure: 50,
      from: [{ key: "cn", exposure: 50 }],
    });
  });

  it("moves the lines most at risk first: each unit of them clears most", () => {
    const lines = [line("half", 0.5, 600), line("all", 1, 200), line("safe", 0, 200)];
    expect(shiftFromRisk(lines, 1000, 0.25)).toEqual({
      exposure: 300,
      from: [
        { key: "all", exposure: 200 },
        { key: "half", exposure: 100 },
      ],
    });
  });

  it("moves nothing to somebody who sells another item", () => {
    const lines = [line("cn", 1, 700, "bess"), line("jp", 0, 300, "ups-lead-acid")];
    expect(shiftFromRisk(lines, 1000, 0.65)).toEqual({
      impossible: "those free of the risk do not sell the items that are at risk",
    });
  });

  it("moves nothing to a supplier that is not known", () => {
    expect(shiftFromRisk([line("cn", 1, 700), line(null, 0, 300)], 1000, 0.65)).toEqual({
      impossible: "nobody who sells the same item is free of the risk",
    });
  });

  it("clears, and with one unit less does not, for any lines", () => {
    const lines = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b", "c"),
        item: fc.constantFrom("bess", "ups"),
        exposure: fc.integer({ min: 1, max: 1000 }),
        risk: fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom(0, 0.1, 0.3, 0.65), (drawn, limit) => {
        const all = drawn.map((one) => ({ ...one, takes: one.risk === 0 }));
        const total = all.reduce((sum, { exposure }) => sum + exposure, 0);
        const atRisk = all.reduce((sum, { exposure, risk }) => sum + exposure * risk, 0);
        fc.pre(atRisk / total > limit + 1e-9);
        const shift = shiftFromRisk(all, total, limit);
        fc.pre(!("impossible" in shift));
        const most = [...all].filter((one) => all.some((taker) => taker.takes && taker.item === one.item));
        const clearedBy = (amount: number) => {
          let left = amount;
          let cleared = 0;
          for (const { exposure, risk } of [...most].sort((a, b) => b.risk - a.risk)) {
            const units = Math.min(exposure, left);
            left -= units;
            cleared += units * risk;
          }
          return (atRisk - cleared) / total;
        };
        expect(clearedBy(moved(shift))).toBeLessThanOrEqual(limit + 1e-9);
        expect(clearedBy(moved(shift) - 1)).toBeGreaterThan(limit - 1e-9);
      }),
    );
  });
});
