import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFold, type Fold } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { collectPositions } from "../../../shared/supply/position-collector.ts";
import { addRow, createColumns, createColumnTexts } from "../../../shared/supply/position-columns.ts";
import { createSlidingFold } from "../../../shared/supply/sliding-fold.ts";
import { addDays, type Window, windowEnding } from "../../../shared/values/day.ts";
import { InexactSum } from "../../../shared/values/exposure.ts";
import { positionOf } from "../../support/samples.ts";

const FIRST = "2026-01-01";

/** Positions of few cells on few days, some for periods, some without a date, some worth nothing. */
const positionsArbitrary = fc.array(
  fc
    .record({
      supplierId: fc.constantFrom("a", "b", null),
      item: fc.constantFrom("bess", "cells"),
      originCountry: fc.constantFrom("CN", null),
      program: fc.constantFrom("p", null),
      exposure: fc.nat({ max: 1000 }),
      source: fc.constantFrom("test", "illustrative: made up", null),
      day: fc.option(fc.nat({ max: 60 })),
      periodDays: fc.option(fc.integer({ min: 1, max: 50 })),
    })
    .map(({ day, periodDays, ...position }) => {
      const date = day === null ? null : addDays(FIRST, day);
      const periodStart = date === null || periodDays === null ? null : addDays(date, 1 - periodDays);
      return positionOf({ ...position, date, periodStart });
    }),
  { maxLength: 30 },
);

/** Windows of one length, mostly one after the other; with `lag`, each is compared with one so many days later. */
const windowsArbitrary = fc
  .record({
    windowDays: fc.integer({ min: 1, max: 40 }),
    lag: fc.option(fc.integer({ min: 1, max: 30 })),
    steps: fc.array(fc.record({ step: fc.integer({ min: -5, max: 12 }), wait: fc.nat({ max: 6 }) }), {
      minLength: 1,
      maxLength: 12,
    }),
  })
  .map(({ windowDays, lag, steps }) => {
    let day = FIRST;
    return steps.map(({ step, wait }): Window => {
      day = addDays(day, step);
      // A window that follows the data ends before the day that it is asked for.
      const own = windowEnding(addDays(day, wait), windowDays, day);
      if (lag === null) return own;
      const later = windowEnding(addDays(own.asOf, lag), windowDays, addDays(own.end, lag));
      return { ...own, comparedWith: later };
    });
  });

describe("a fold that slides", () => {
  it("is in each window the fold of that window", () => {
    fc.assert(
      fc.property(positionsArbitrary, windowsArbitrary, (positions, windows) => {
        const foldOf = createSlidingFold(collected(positions));
        for (const window of windows) expect(plain(foldOf(window))).toEqual(plain(folded(positions, window)));
      }),
    );
  });

  it("takes a window that lies before the last one", () => {
    const positions = [positionOf({ date: "2026-01-05" }), positionOf({ date: "2026-02-05" })];
    const foldOf = createSlidingFold(collected(positions));
    expect(foldOf(windowEnding("2026-02-10", 10)).positions).toBe(1);
    expect(foldOf(windowEnding("2026-01-10", 10)).newestDate).toBe("2026-01-05");
  });

  it("lets positions leave before others enter: a sum that is exact in each window is exact in between", () => {
    const [first, second] = ["2026-01-05", "2026-01-25"].map((date) =>
      positionOf({ exposure: Number.MAX_SAFE_INTEGER, date }),
    ) as [Position, Position];
    const foldOf = createSlidingFold(collected([first, second]));
    expect(foldOf(windowEnding("2026-01-06", 10)).exposure).toBe(Number.MAX_SAFE_INTEGER);
    expect(foldOf(windowEnding("2026-01-26", 10)).exposure).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("says when a sum would not be exact", () => {
    const large = positionOf({ exposure: Number.MAX_SAFE_INTEGER, date: "2026-01-05" });
    const foldOf = createSlidingFold(collected([large, positionOf({ exposure: 1, date: "2026-01-06" })]));
    expect(foldOf(windowEnding("2026-01-05", 10)).exposure).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => foldOf(windowEnding("2026-01-06", 10))).toThrow(InexactSum);
  });
});

function collected(positions: Position[]) {
  const texts = createColumnTexts();
  const collector = collectPositions(texts);
  // The columns of one page are filled again with the next.
  const columns = createColumns(1);
  for (const page of [positions.slice(0, 3), positions.slice(3)]) {
    columns.count = 0;
    for (const position of page) addRow(columns, texts, position);
    collector.add(columns);
  }
  return collector.collected();
}

function folded(positions: Position[], window: Window): Fold {
  const fold = emptyFold();
  foldPositions(fold, positions, window);
  return fold;
}

/** Everything that a fold says, in a fixed order. */
function plain({ cells, common, figures, ...rest }: Fold) {
  const sorted = <Entry>(map: ReadonlyMap<string, Entry>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, { ...entry }]);
  return { ...rest, cells: sorted(cells), common: sorted(common), figures: sorted(figures) };
}
