import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadRow } from "../../../functions/import/files/row.ts";
import { importPositions } from "../../../functions/import/tables/tables.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { cases } from "../../support/cases.ts";
import { objectImportWorld } from "../../support/object-import.ts";
import { nameOf, plainImport } from "../../support/plain-import.ts";
import { positionOf } from "../../support/samples.ts";

const TODAY = "2026-08-01";

const position = fc
  .record({
    sector: fc.constantFrom("ai", "defense"),
    positionId: fc.integer({ min: 0, max: 40 }).map((id) => `P-${id}`),
    supplierId: fc.constantFrom("catl", "Catl", "byd", null),
    exposure: fc.constantFrom(0, 1, 100_00, 9_007_199_254),
    date: fc.constantFrom("2026-07-01", "2026-08-01", "2026-08-02", null),
    program: fc.constantFrom("a\u00e9", "\u{1f50b}", null),
    source: fc.constantFrom("erp", 'with "quotes"\nand lines', null),
  })
  .map((row) => positionOf(row));

const rejected = { reason: "is not a country", column: "originCountry" };
const read = fc.oneof(
  { weight: 8, arbitrary: position.map((row) => ({ row })) },
  { weight: 1, arbitrary: fc.constantFrom(rejected, { notice: "the header stands here again" }) },
);
const file = fc
  .array(read, { maxLength: 60 })
  .map((rows) => rows.map((one, at): ReadRow<Position> => ({ line: at + 2, ...one })));

async function* streamOf(rows: ReadRow<Position>[]) {
  yield* rows;
}

/** Imports rows, and says what is known afterwards in the words of the plain import. */
async function importedInto(before: Map<string, Position>, rows: ReadRow<Position>[], replace: boolean) {
  const world = objectImportWorld();
  for (const [name, row] of before) world.positions.set(name, row);
  const report = await importPositions(streamOf(rows), world.ports, { file: "f.csv", replace });
  const { added, changed, unchanged, removed, waiting, newestDate } = report;
  const moved = Object.fromEntries(
    [...world.imports.values()].map((record) => [record.sector, record.exposure]),
  );
  expect(report.rejected).toBe(report.rejections.length);
  expect([...world.imports.values()].every(({ endedAt }) => endedAt !== null)).toBe(true);
  const rejectedLines = report.rejections.map(({ line }) => line);
  return {
    stored: world.positions,
    rejectedLines,
    added,
    changed,
    unchanged,
    removed,
    waiting,
    newestDate,
    moved,
  };
}

describe("an import", () => {
  it("does what the slow and obvious one does, whatever is stored, repeated, rejected or replaced", async () => {
    const stored = fc.array(position, { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(stored, file, fc.boolean(), async (earlier, rows, replace) => {
        const before = new Map(earlier.map((row) => [nameOf(row), row]));
        const plain = plainImport(rows, before, { replace, today: TODAY });
        const own = await importedInto(before, rows, replace);
        expect(Object.fromEntries(own.stored)).toEqual(Object.fromEntries(plain.stored));
        expect({ ...own, stored: null }).toEqual({ ...plain, stored: null });
      }),
      cases(500),
    );
  });

  it("does so over many batches, of which some change nothing", async () => {
    const many = Array.from({ length: 4200 }, (_, at) =>
      positionOf({ positionId: `P-${at}`, exposure: at, source: `s-${at % 7}` }),
    );
    const before = new Map<string, Position>(
      many.flatMap((row, at): [string, Position][] => {
        if (at < 1500) return [[nameOf(row), row]];
        return at % 3 === 0 ? [[nameOf(row), { ...row, exposure: asMinor(1) }]] : [];
      }),
    );
    const twice = [
      ...many,
      ...many.slice(2000, 2100),
      ...many.slice(0, 50).map((row) => ({ ...row, exposure: asMinor(7) })),
    ];
    const rows = twice.map((row, at) => ({ line: at + 2, row }));
    const plain = plainImport(rows, before, { replace: false, today: TODAY });
    expect(await importedInto(before, rows, false)).toEqual(plain);
    expect(plain).toMatchObject({ added: 1800, unchanged: 1500, changed: 900 });
    expect(plain.rejectedLines).toHaveLength(49);
  });
});

describe("the progress of an import", () => {
  it("is told batch by batch, up to all of its rows", async () => {
    const rows = Array.from({ length: 2500 }, (_, at) => ({
      line: at + 2,
      row: positionOf({ positionId: `P-${at}` }),
    }));
    const told: [number, number][] = [];
    const onProgress = (stored: number, of: number) => void told.push([stored, of]);
    await importPositions(streamOf(rows), objectImportWorld().ports, { file: "f.csv", onProgress });
    expect(told.map(([, of]) => of)).toEqual([2500, 2500, 2500]);
    expect(told.map(([stored]) => stored)).toEqual(told.map(([stored]) => stored).toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual([2500, 2500]);
  });
});

describe("an import of several batches of which one fails", () => {
  it("writes nothing any more once it has failed, and says what it was about to change", async () => {
    const world = objectImportWorld();
    let begun = 0;
    let failed = false;
    let isOver = false;
    world.before.step = (name, about) => {
      if (name !== "put" || !about.includes("P-")) return;
      expect(isOver).toBe(false);
      begun += 1;
      failed ||= about.includes("P-2500");
      if (about.includes("P-2500")) throw new Error("the table is gone");
    };
    const rows = Array.from({ length: 9000 }, (_, at) => ({
      line: at + 2,
      row: positionOf({ positionId: `P-${at}` }),
    }));
    await expect(importPositions(streamOf(rows), world.ports, { file: "f.csv" })).rejects.toThrow(
      "table is gone",
    );
    isOver = true;
    expect(failed).toBe(true);
    expect(begun).toBeLessThanOrEqual(5);
    const [record] = world.imports.values();
    expect(record).toMatchObject({ endedAt: null });
    expect(record?.rows.added).toBeGreaterThanOrEqual(world.positions.size);
    expect([...world.markers.values()]).toMatchObject([{ endedAt: null }]);
  });
});
