import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastCover } from "../../../shared/remedy/cover.ts";
import type { RiskLine } from "../../../shared/remedy/lines.ts";
import type { Move, NoMove, Target } from "../../../shared/remedy/remedy.ts";
import { moveFromRisk } from "../../../shared/remedy/risk.ts";
import { cases } from "../../support/cases.ts";
import { leastAtCorners, leastGivenByTrial, sum } from "../../support/plain-remedy.ts";

const above = (limit: number, growth = 2): Target => ({
  side: "above",
  limit,
  isInside: (value) => value <= limit + 1e-12,
  growth,
});

function line(
  key: string | null,
  risk: number,
  exposure: number,
  overrides: Partial<RiskLine> = {},
): RiskLine {
  return { key, item: "bess", originCountry: null, exposure, risk, possible: risk, ...overrides };
}

function made(move: Move | NoMove): Move {
  if ("none" in move) throw new Error(move.none);
  return move;
}

const risks = fc.constantFrom(0, 0.1, 0.25, 0.3, 0.5, 0.8, 1);
const exposures = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
const limits = fc.constantFrom(0, 0.1, 0.3, 0.5, 0.65);

describe("the move that clears a limit on the share at risk", () => {
  it("moves exactly what is above the limit where all of a line is at risk", () => {
    expect(moveFromRisk([line("cn", 1, 700), line("jp", 0, 300)], 1000, above(0.65))).toMatchObject({
      exposure: 50,
      givers: [{ key: "cn", item: "bess", exposure: 50 }],
      takers: [{ key: "jp", item: "bess", holds: 300, takes: 50, times: 350 / 300 }],
      newSources: 0,
      clearsPossible: true,
    });
  });

  it("moves the lines most at risk first: each unit of them clears most", () => {
    const lines = [line("half", 0.5, 600), line("all", 1, 200), line("safe", 0, 200)];
    expect(moveFromRisk(lines, 1000, above(0.25))).toMatchObject({
      exposure: 300,
      givers: [
        { key: "all", exposure: 200 },
        { key: "half", exposure: 100 },
      ],
    });
  });

  it("is the least of all moves", () => {
    const lines = fc.array(fc.tuple(risks, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, limits, (drawn, limit) => {
        const all = drawn.map(([risk, exposure], at) => line(`k${at}`, risk, exposure));
        const total = sum(all.map(({ exposure }) => exposure));
        const isInside = (left: number[]) =>
          sum(left.map((own, at) => own * (all[at]?.risk ?? 0))) <= (limit + 1e-12) * total;
        const least = leastGivenByTrial(
          all.map(({ exposure }) => exposure),
          isInside,
        );
        expect(made(moveFromRisk(all, total, above(limit))).exposure).toBe(least);
      }),
      cases(300),
    );
  });

  it("is found in worlds near 2^53, to the unit", () => {
    const total = 2 ** 53 - 1;
    const lines = [
      line("cn", 1, 2 ** 52),
      line("half", 0.5, 2 ** 51),
      line("jp", 0, total - 2 ** 52 - 2 ** 51),
    ];
    const exact = (value: number) => value <= 0.25;
    const target = { ...above(0.25), isInside: exact };
    const { exposure } = made(moveFromRisk(lines, total, target));
    const left = (units: number) => (2 ** 52 - units + 2 ** 50) / total;
    expect(exact(left(exposure))).toBe(true);
    expect(exact(left(exposure - 1))).toBe(false);
  });

  it("reaches a limit of zero by moving all that is at risk", () => {
    const lines = [line("cn", 0.001, 700), line("jp", 0, 300)];
    expect(made(moveFromRisk(lines, 1000, above(0))).exposure).toBe(700);
  });

  it("is the same whatever the order of the rows", () => {
    const lines = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b", "c", null),
        item: fc.constantFrom("bess", "ups"),
        exposure: fc.integer({ min: 1, max: 12 }),
        risk: fc.constantFrom(0, 0.5, 1),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), limits, (drawn, order, limit) => {
        const all = drawn.map((own) => ({ ...own, originCountry: null, possible: own.risk }));
        const shuffled = all
          .map((own) => ({ own, place: order.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ own }) => own);
        const total = sum(all.map(({ exposure }) => exposure));
        expect(moveFromRisk(shuffled, total, above(limit))).toEqual(moveFromRisk(all, total, above(limit)));
      }),
    );
  });
});

describe("who may take what moves", () => {
  it("is nobody who sells another item: new sources are", () => {
    const lines = [line("cn", 1, 700), line("jp", 0, 300, { item: "ups" })];
    expect(moveFromRisk(lines, 1000, above(0.65))).toMatchObject({
      exposure: 50,
      takers: [],
      newSources: 50,
    });
  });

  it("is nobody unknown, or who may be at risk, or who also sells some that is", () => {
    const lines = [
      line("cn", 1, 400),
      line(null, 0, 200),
      line("maybe", 0, 200, { possible: 1 }),
      line("both", 0, 100),
      line("both", 0.5, 100),
    ];
    expect(made(moveFromRisk(lines, 1000, above(0.1))).takers).toEqual([]);
  });

  it("takes as much as its growth allows, in proportion to what it holds; new sources take the rest", () => {
    const lines = [line("cn", 1, 900), line("jp", 0, 75), line("kr", 0, 25)];
    expect(moveFromRisk(lines, 1000, above(0.5, 3))).toMatchObject({
      exposure: 400,
      takers: [
        { key: "jp", holds: 75, takes: 150, times: 3 },
        { key: "kr", holds: 25, takes: 50, times: 3 },
      ],
      newSources: 200,
    });
    expect(moveFromRisk(lines, 1000, above(0.85, 3))).toMatchObject({
      takers: [
        { key: "jp", takes: 38 },
        { key: "kr", takes: 12 },
      ],
      newSources: 0,
    });
  });

  it("stands with nothing to take where nobody may grow", () => {
    expect(moveFromRisk([line("cn", 1, 700), line("jp", 0, 300)], 1000, above(0.65, 1))).toMatchObject({
      takers: [{ key: "jp", holds: 300, takes: 0, times: 1 }],
      newSources: 50,
    });
  });

  it("never takes more than moves, nor more than its growth", () => {
    fc.assert(
      fc.property(exposures, exposures, fc.constantFrom(1, 1.3, 2, 10), (free, risky, growth) => {
        const lines = [
          ...free.map((own, at) => line(`f${at}`, 0, own)),
          ...risky.map((own) => line("r", 1, own)),
        ];
        const total = sum(lines.map(({ exposure }) => exposure));
        const { exposure, takers, newSources } = made(moveFromRisk(lines, total, above(0.1, growth)));
        expect(sum(takers.map(({ takes }) => takes)) + newSources).toBe(exposure);
        for (const { holds, takes } of takers) expect(holds + takes).toBeLessThanOrEqual(holds * growth);
        const room = sum(free.map((own) => Math.floor(own * (growth - 1) + 1e-9)));
        expect(newSources).toBe(Math.max(0, exposure - room));
      }),
    );
  });
});

describe("a share that is too small", () => {
  it("takes from what is certainly outside, and not one unit too many", () => {
    const target: Target = { side: "below", limit: 0.5, isInside: (value) => value >= 0.5, growth: 2 };
    const lines = [
      line("cn", 1, 600, { possible: 1 }),
      line("us", 0, 300),
      line(null, 0, 100, { possible: 1 }),
    ];
    expect(moveFromRisk(lines, 1000, target)).toMatchObject({
      exposure: 100,
      givers: [{ key: "cn", exposure: 100 }],
      takers: [{ key: "us", takes: 100 }],
      clearsPossible: false,
    });
  });
});

describe("what no one of several removals may cost too much", () => {
  const worlds = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.record({
        rows: fc.array(fc.array(risks, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
        held: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: columns, maxLength: columns }),
        limit: limits,
      }),
    )
    .map(({ rows, held, limit }) => {
      const total = sum(held);
      const removals = rows.map((row) => row.map((risk, at) => line(`k${at}`, risk, held[at] ?? 0)));
      const isInside = (left: readonly number[]) =>
        rows.every((row) => sum(row.map((risk, at) => risk * (left[at] ?? 0))) / total <= limit + 1e-12);
      return { rows, held, total, limit, removals, isInside };
    });

  it("is given so that all clear, and none of those who give could give one unit less", () => {
    fc.assert(
      fc.property(worlds, ({ removals, total, limit, held, isInside }) => {
        const given = [...leastCover(removals, total, above(limit))];
        const left = held.map((own, at) => own - (given[at] ?? 0));
        expect(isInside(left)).toBe(true);
        for (const [at, own] of given.entries()) {
          if (own > 0) expect(isInside(left.map((rest, place) => rest + Number(place === at)))).toBe(false);
        }
      }),
      cases(1000),
    );
  });

  it("is no more than the best corner, and less than a unit for each removal", () => {
    fc.assert(
      fc.property(worlds, ({ rows, removals, total, limit, held }) => {
        const need = rows.map((row) => sum(row.map((risk, at) => risk * (held[at] ?? 0))) - limit * total);
        const least = leastAtCorners({ rows, need, most: held }) ?? Number.NaN;
        const given = sum([...leastCover(removals, total, above(limit))]);
        expect(given).toBeGreaterThan(least - 1e-6);
        expect(given).toBeLessThan(least + rows.length);
      }),
      cases(1000),
    );
  });

  it("is the least in whole units", () => {
    fc.assert(
      fc.property(worlds, ({ removals, total, limit, held, isInside }) => {
        const given = sum([...leastCover(removals, total, above(limit))]);
        expect(given).toBe(leastGivenByTrial(held, isInside));
      }),
      cases(1000),
    );
  });
});
