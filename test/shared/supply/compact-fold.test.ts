import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalFold } from "../../../shared/supply/canonical-fold.ts";
import { createCompactFold } from "../../../shared/supply/compact-fold.ts";
import { emptyFold, type Fold } from "../../../shared/supply/fold.ts";
import { type FoldedPosition, foldPositions } from "../../../shared/supply/fold-positions.ts";
import { addRow, createColumns, createColumnTexts } from "../../../shared/supply/position-columns.ts";
import { addDays, type Window, windowEnding } from "../../../shared/values/day.ts";
import { asMinor, InexactSum } from "../../../shared/values/exposure.ts";
import { YEAR } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

const day = fc.integer({ min: -500, max: 40 }).map((days) => addDays("2026-07-31", days));
const position: fc.Arbitrary<FoldedPosition> = fc.record({
  item: fc.constantFrom("bess", "cell", "ups-lithium"),
  supplierId: fc.constantFrom(null, "maker", "Hersteller 漢", "b"),
  originCountry: fc.constantFrom(null, "CN", "JP"),
  program: fc.constantFrom(null, "IAD-12", "b"),
  exposure: fc.oneof(fc.nat(1000), fc.constantFrom(0, 10 ** 14)).map(asMinor),
  date: fc.option(day, { freq: 6 }),
  periodStart: fc.option(day),
  source: fc.constantFrom(null, "trade statistics", "illustrative", "Illustrative: a", "illustratively"),
  importId: fc.constantFrom(null, "i1", "i2"),
});

const windows: Window[] = [
  { ...YEAR, tellsImports: true },
  { ...windowEnding("2026-06-01", 300), comparedWith: YEAR, tellsImports: true },
  { ...windowEnding("2026-06-15", 300), comparedWith: YEAR, tellsImports: true, withoutCells: true },
  { ...windowEnding("2026-06-01", 30), comparedWith: YEAR },
  windowEnding("2026-07-31", 90, "2026-05-31"),
];

describe("a compact fold", () => {
  it("is the fold of the same positions, in pages of any size and order", () => {
    const pages = fc.array(fc.array(position, { maxLength: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(pages, (all) => {
        const folds = compactOf(all, windows);
        expect(folds).toEqual(windows.map((window) => obviousOf(all.flat(), window)));
        expect(JSON.stringify(compactOf(all.toReversed(), windows).map(asEntries))).toBe(
          JSON.stringify(folds.map(asEntries)),
        );
      }),
    );
  });

  it("of many cells has them all", () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      positionOf({ supplierId: `s${at % 700}`, program: `p${at % 3000}`, exposure: at }),
    );
    const [fold = emptyFold()] = compactOf([many], [YEAR]);
    expect(canonicalFold(fold)).toBe(canonicalFold(obviousOf(many, YEAR)));
    expect(fold.cells.size).toBe(new Set(many.map((one) => `${one.supplierId} ${one.program}`)).size);
  });

  it.each([20_000, 20_001])("of %i cells by import keeps as many as the obvious one", (count) => {
    const window: Window = { ...YEAR, tellsImports: true };
    const many = Array.from({ length: count }, (_, at) => positionOf({ supplierId: `s${at}`, exposure: 1 }));
    const [fold] = compactOf([many, many.slice(0, 10)], [window]);
    const obvious = obviousOf([...many, ...many.slice(0, 10)], window);
    expect(fold?.brought === null).toBe(count > 20_000);
    expect(fold?.brought?.size).toBe(obvious.brought?.size);
    expect(fold?.imports).toEqual(obvious.imports);
  });

  it.each([2 ** 53 - 2, 2 ** 53 - 1])("throws as soon as a sum passes 2^53 − 1: one more than %i", (most) => {
    const rows = [positionOf({ exposure: most }), positionOf({ exposure: 1 })];
    const add = () => compactOf([rows], [YEAR]);
    if (most + 1 > Number.MAX_SAFE_INTEGER) expect(add).toThrow(InexactSum);
    else expect(add()[0]?.exposure).toBe(Number.MAX_SAFE_INTEGER);
  });
});

function compactOf(pages: FoldedPosition[][], windows: Window[]): Fold[] {
  const texts = createColumnTexts();
  const fold = createCompactFold(texts, windows);
  const columns = createColumns(1);
  for (const page of pages) {
    columns.count = 0;
    for (const one of page) addRow(columns, texts, one);
    fold.add(columns);
  }
  return fold.folds();
}

function obviousOf(positions: FoldedPosition[], window: Window): Fold {
  const fold = emptyFold();
  foldPositions(fold, positions, window);
  return fold;
}

function asEntries(fold: Fold): unknown[] {
  return Object.values(fold).map((part) => (part instanceof Map ? [...part] : part));
}
