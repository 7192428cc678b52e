import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFoldSum } from "../../../shared/supply/add-fold.ts";
import { canonicalFold } from "../../../shared/supply/canonical-fold.ts";
import { emptyFold, mergeFolds } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import { foldRecord, readFoldRecord } from "../../../shared/supply/fold-record.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { foldArbitrary, foldOf, positionsArbitrary, YEAR } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

describe("foldPositions", () => {
  it("adds up what shares item, supplier and origin, and keeps apart what does not", () => {
    const fold = foldOf([
      positionOf({ exposure: 100 }),
      positionOf({ exposure: 20 }),
      positionOf({ exposure: 3, originCountry: null }),
      positionOf({ exposure: 4, supplierId: null }),
      positionOf({ exposure: 5, item: "ups-lithium" }),
    ]);
    expect([...fold.cells.values()].map(({ exposure }) => exposure)).toEqual([120, 3, 4, 5]);
    expect(fold).toMatchObject({ positions: 5, exposure: 132 });
  });

  it("leaves out what lies outside the window", () => {
    const fold = foldOf([positionOf({ date: "2026-08-01" }), positionOf({ date: "2025-07-31" })]);
    expect(fold).toMatchObject({ positions: 0, exposure: 0, cells: new Map() });
  });

  it("notes the newest day that anything is dated, before the window and not after its day", () => {
    const fold = foldOf([positionOf({ date: "2026-08-01" }), positionOf({ date: "2025-07-31" })]);
    expect(fold).toMatchObject({ newestDate: "2025-07-31", waiting: 1 });
  });

  it("of a window that is compared with a later one keeps what is in both, through every merge", () => {
    const earlier = { ...windowEnding("2026-07-01", 365), comparedWith: YEAR };
    const positions = [
      positionOf({ exposure: 100, date: "2025-07-15" }),
      positionOf({ exposure: 20, date: "2026-01-15" }),
      positionOf({ exposure: 3, date: null }),
      positionOf({ exposure: 4, date: "2026-07-15" }),
    ];
    const fold = positions.map((one) => foldOf([one], 0, earlier)).reduce(mergeFolds, emptyFold());
    expect([...fold.cells.values()].map(({ exposure }) => exposure)).toEqual([123]);
    expect([...fold.common.values()].map(({ exposure }) => exposure)).toEqual([23]);
    expect(canonicalFold(fold)).toBe(canonicalFold(foldOf(positions, 0, earlier)));
    expect(foldOf(positions).common.size).toBe(0);
  });

  it("remembers the newest date, which an undated position does not change", () => {
    const dates = ["2026-07-01", "2026-07-15", null, "2026-06-01"];
    expect(foldOf(dates.map((date) => positionOf({ date }))).newestDate).toBe("2026-07-15");
  });

  it.each([
    ["illustrative", 100],
    ["Illustrative: made up for the demo", 100],
    ["illustratively", 0],
    ["not illustrative", 0],
    [null, 0],
  ])("of a position whose source is %j counts %i as illustrative", (source, illustrative) => {
    expect(foldOf([positionOf({ source, exposure: 100 })]).illustrative).toBe(illustrative);
  });

  it("throws when the sum would not be exact, even when each cell is", () => {
    const halves = ["CN", "JP"].map((originCountry) => positionOf({ originCountry, exposure: 2 ** 52 }));
    expect(() => foldOf(halves)).toThrow(RangeError);
  });
});

describe("folds", () => {
  it("merge in any grouping", () => {
    fc.assert(
      fc.property(foldArbitrary, foldArbitrary, foldArbitrary, (a, b, c) => {
        const left = mergeFolds(mergeFolds(a, b), c);
        const right = mergeFolds(a, mergeFolds(b, c));
        expect(canonicalFold(left)).toBe(canonicalFold(right));
      }),
    );
  });

  it("merge in any order", () => {
    fc.assert(
      fc.property(foldArbitrary, foldArbitrary, (a, b) => {
        expect(canonicalFold(mergeFolds(a, b))).toBe(canonicalFold(mergeFolds(b, a)));
      }),
    );
  });

  it("stay the same when merged with the empty fold", () => {
    fc.assert(
      fc.property(foldArbitrary, (fold) => {
        expect(canonicalFold(mergeFolds(fold, emptyFold()))).toBe(canonicalFold(fold));
        expect(canonicalFold(mergeFolds(emptyFold(), fold))).toBe(canonicalFold(fold));
      }),
    );
  });

  it("are the same for every order of positions and every split into pages", () => {
    fc.assert(
      fc.property(shuffledPages(), ({ positions, pages }) => {
        const folded = pages.map((page) => foldOf(page)).reduce(mergeFolds, emptyFold());
        expect(canonicalFold(folded)).toBe(canonicalFold(foldOf(positions)));
      }),
    );
  });

  it("grow in place to the same as merged", () => {
    fc.assert(
      fc.property(foldArbitrary, positionsArbitrary, (fold, positions) => {
        const merged = mergeFolds(fold, foldOf(positions));
        foldPositions(fold, positions, YEAR);
        expect(canonicalFold(fold)).toBe(canonicalFold(merged));
      }),
    );
  });

  it("add up one after the other to the same as merged", () => {
    fc.assert(
      fc.property(fc.array(foldArbitrary, { maxLength: 4 }), (folds) => {
        const before = structuredClone(folds);
        const sum = createFoldSum();
        for (const fold of folds) sum.add(fold);
        expect(sum.sum()).toEqual(folds.reduce(mergeFolds, emptyFold()));
        expect(folds).toEqual(before);
      }),
    );
  });

  it("come back from their stored form, and nothing else is taken for one", () => {
    fc.assert(
      fc.property(foldArbitrary, (fold) => {
        const stored: unknown = JSON.parse(JSON.stringify(foldRecord(fold)));
        expect(readFoldRecord(stored)).toEqual({ value: fold, problem: null });
      }),
    );
    const stored = foldRecord(foldOf([positionOf()]));
    for (const [wrong, problem] of [
      [null, "must be an object, not null"],
      [{ ...stored, schemaVersion: 2 }, "a newer Chokepoint wrote it"],
      [{ ...stored, cells: [["bess", null, "CN", null, 1.5]] }, 'field "cells": has a row that is none'],
      [{ ...stored, cells: [["bess", null, "CN", 1]] }, 'field "cells": has a row that is none'],
      [{ ...stored, positions: -1 }, 'field "positions"'],
    ] as const) {
      expect(readFoldRecord(wrong).problem).toContain(problem);
    }
  });

  it("are not changed by being merged, nor by changes to what they were merged into", () => {
    fc.assert(
      fc.property(foldArbitrary, foldArbitrary, positionsArbitrary, (a, b, more) => {
        const before = structuredClone([a, b]);
        foldPositions(mergeFolds(a, b), more, YEAR);
        expect([a, b]).toEqual(before);
      }),
    );
  });

  it("add up the unreadable rows", () => {
    expect(mergeFolds(foldOf([], 2), foldOf([], 3)).unreadable).toBe(5);
  });

  it("refuse to merge into a sum that would not be exact", () => {
    const half = foldOf([positionOf({ exposure: 2 ** 52 })]);
    expect(() => mergeFolds(half, half)).toThrow("more than 2^53 minor units");
  });

  it("are told apart by what is unknown", () => {
    const folds = [{ supplierId: null }, { originCountry: null }, {}].map((unknown) =>
      canonicalFold(foldOf([positionOf(unknown)])),
    );
    expect(new Set(folds).size).toBe(3);
  });
});

/** Positions, and the same ones in another order, spread over a few pages. */
function shuffledPages(): fc.Arbitrary<{ positions: Position[]; pages: Position[][] }> {
  return positionsArbitrary.chain((positions) =>
    fc
      .tuple(
        fc.shuffledSubarray(positions, { minLength: positions.length }),
        fc.array(fc.nat({ max: 3 }), { minLength: positions.length, maxLength: positions.length }),
      )
      .map(([shuffled, pageOf]) => ({
        positions,
        pages: [0, 1, 2, 3].map((page) => shuffled.filter((_, index) => pageOf[index] === page)),
      })),
  );
}
