import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptCells } from "../../../shared/imports/basis.ts";
import { joinMissing, type MissingImport, stillMissing } from "../../../shared/imports/missing.ts";
import { missingExposure } from "../../../shared/imports/missing-exposure.ts";
import { emptyMonthSums, movedMonths, noteAdded, noteTaken } from "../../../shared/imports/moved-months.ts";
import type { ImportRecord } from "../../../shared/imports/record.ts";
import { emptyFold, type Fold } from "../../../shared/supply/fold.ts";
import { type FoldedPosition, foldPositions } from "../../../shared/supply/fold-positions.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { cases } from "../../support/cases.ts";
import { positionOf } from "../../support/samples.ts";

const WINDOW = { ...windowEnding("2026-07-31", 90), tellsImports: true as const };

type Row = FoldedPosition & { importId: string };
type Table = Map<string, Row>;
const NOTHING = asMinor(0);

interface ImportedFile {
  rows: { id: string; supplierId: string | null; exposure: number; date: string | null }[];
  removes: string[];
}

const row = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  supplierId: fc.constantFrom("catl", "lg"),
  exposure: fc.integer({ min: 1, max: 50 }),
  date: fc.constantFrom("2026-07-01", "2026-06-15", "2020-01-01", null),
});
const file: fc.Arbitrary<ImportedFile> = fc.record({
  rows: fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 4 }),
  removes: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 1 }),
});

function foldOf(table: Table): Fold {
  const fold = emptyFold();
  foldPositions(fold, table.values(), WINDOW);
  return fold;
}

/** An import as a plain loop: it writes what is different, and notes what it takes and adds. */
function importInto(table: Table, { rows, removes }: ImportedFile, id: string): ImportRecord {
  const months = emptyMonthSums();
  const tookFrom = new Set<string | null>();
  const take = (before: Row) => {
    tookFrom.add(before.importId);
    noteTaken(months, before, before.importId);
  };
  for (const { id: name, supplierId, exposure, date } of rows) {
    const before = table.get(name);
    const after = { ...positionOf({ supplierId, exposure, date }), importId: id };
    if (before !== undefined && JSON.stringify({ ...before, importId: id }) === JSON.stringify(after))
      continue;
    if (before !== undefined) take(before);
    noteAdded(months, after, before?.exposure ?? NOTHING);
    table.set(name, after);
  }
  for (const name of removes) {
    const before = table.get(name);
    if (before === undefined) continue;
    take(before);
    table.delete(name);
  }
  const moved = movedMonths(months);
  if (moved === undefined) throw new Error("too many months");
  return { id, tookFrom: [...tookFrom], moved } as Partial<ImportRecord> as ImportRecord;
}

const files = fc.array(file, { maxLength: 4 });

function worldOf(first: ImportedFile[]) {
  const table: Table = new Map();
  for (const [at, one] of first.entries()) importInto(table, one, `first-${at}`);
  const then = foldOf(table);
  const basis = { imports: [...then.imports], cells: keptCells(then.brought) };
  const missingAfter = (records: ImportRecord[]) =>
    missingExposure({ basis, window: WINDOW, there: foldOf(table), records });
  return { table, missingAfter };
}

const total = (missing: ReadonlyMap<string, number>) =>
  [...missing.values()].reduce((sum, one) => sum + one, 0);

describe("what is missing", () => {
  it("is nothing, whatever imports have changed, added and removed", () => {
    const property = fc.property(files, files, (first, later) => {
      const { table, missingAfter } = worldOf(first);
      const records = later.map((one, at) => importInto(table, one, `later-${at}`));
      expect(missingAfter(records)).toEqual(new Map());
    });
    fc.assert(property, cases(500));
  });

  it("is all that somebody deleted, when no import adds anything", () => {
    const property = fc.property(
      files,
      fc.array(file, { maxLength: 3 }),
      fc.subarray(["a", "b", "c", "d", "e", "f"]),
      (first, later, deleted) => {
        const { table, missingAfter } = worldOf(first);
        const counted = foldOf(table).exposure;
        for (const id of deleted) table.delete(id);
        const gone = counted - foldOf(table).exposure;
        const records = later.map(({ removes }, at) =>
          importInto(table, { rows: [], removes }, `later-${at}`),
        );
        expect(total(missingAfter(records))).toBe(gone);
      },
    );
    fc.assert(property, cases(500));
  });

  it("is nothing when imports have brought in again all that somebody deleted", () => {
    const property = fc.property(files, fc.subarray(["a", "b", "c", "d", "e", "f"]), (first, deleted) => {
      const { table, missingAfter } = worldOf(first);
      const rows = deleted.flatMap((id) => {
        const row = table.get(id);
        return row === undefined ? [] : [{ ...row, id }];
      });
      for (const id of deleted) table.delete(id);
      expect(missingAfter([importInto(table, { rows, removes: [] }, "again")])).toEqual(new Map());
    });
    fc.assert(property, cases(300));
  });

  it("is not known where an earlier version stored of an import only whose rows it took", () => {
    const { table, missingAfter } = worldOf([
      { rows: [{ id: "a", supplierId: "lg", exposure: 9, date: null }], removes: [] },
    ]);
    table.delete("a");
    const record = (tookFrom: string[]) =>
      ({ id: "later", tookFrom }) as Partial<ImportRecord> as ImportRecord;
    expect(missingAfter([record(["first-0"])])).toEqual(new Map());
    expect(missingAfter([record(["first-1"])])).toEqual(new Map([["first-0", 9]]));
  });
});

/** What counts now of the cell that is missing. */
function broughtBy(importId: string, exposure: number) {
  const row = positionOf({ item: "bess", supplierId: "lg", originCountry: "KR", program: null, exposure });
  const fold = emptyFold();
  foldPositions(fold, [{ ...row, date: null, importId }], WINDOW);
  return fold.brought;
}

const missing = (fields: Partial<MissingImport> = {}): MissingImport => ({
  importId: "0mfo8cnpk-3fa2c1",
  brought: { kind: "positions", file: "buys.csv", startedAt: "2026-07-01T06:00:00.000Z" },
  exposure: asMinor(5),
  cells: [["bess", "lg", "KR", null, asMinor(5)]],
  since: "2026-07-30",
  foundAt: "2026-07-31T06:00:00.000Z",
  isConfirmable: true,
  ...fields,
});

describe("what was missing", () => {
  const later = "2026-07-31T07:00:00.000Z";
  const before = "2026-07-31T05:00:00.000Z";
  it.each([
    ["is imported again", { kind: "positions", file: "buys.csv", startedAt: later }, {}, 0],
    [
      "had been imported again before it was found",
      { kind: "positions", file: "buys.csv", startedAt: before },
      {},
      1,
    ],
    ["is not in another file", { kind: "positions", file: "more.csv", startedAt: later }, {}, 1],
    ["is not in another kind of file", { kind: "usitc", file: "buys.csv", startedAt: later }, {}, 1],
    [
      "of an unknown file may be in any",
      { kind: "usitc", file: "x.csv", startedAt: later },
      { brought: null },
      0,
    ],
    [
      "of an unknown file is in no file of suppliers",
      { kind: "suppliers", file: "x.csv", startedAt: later },
      { brought: null },
      1,
    ],
  ] as const)("%s", (_name, ended, fields, left) => {
    const since = {
      ended: [{ ...ended, importId: "later" }],
      confirmations: [],
      brought: broughtBy("later", 5),
    };
    expect(stillMissing([missing(fields)], since)).toHaveLength(left);
    // Without its content it is over only where nobody could confirm it.
    const empty = { ...since, brought: broughtBy("later", 4) };
    expect(stillMissing([missing(fields)], empty)).toHaveLength(1);
    expect(stillMissing([missing({ ...fields, cells: null })], since)).toHaveLength(1);
    expect(stillMissing([missing({ ...fields, isConfirmable: false })], empty)).toHaveLength(left);
  });

  it("is confirmed only after it was found", () => {
    const confirmation = {
      schemaVersion: 1,
      sector: "ai",
      importId: missing().importId,
      by: "ann",
      reason: "sold",
    } as const;
    const confirmedAt = (moment: string) =>
      stillMissing([missing()], {
        ended: [],
        confirmations: [{ ...confirmation, confirmedAt: moment }],
        brought: new Map(),
      });
    expect(confirmedAt(before)).toHaveLength(1);
    expect(confirmedAt(later)).toHaveLength(0);
  });

  it("grows by what is found missing of the same import, from then on", () => {
    const more = missing({ exposure: asMinor(2), since: "2026-08-02", foundAt: later, isConfirmable: false });
    const other = missing({ importId: "0mfo8cnpk-000000" });
    expect(joinMissing([missing(), other], [more])).toEqual([
      {
        ...more,
        exposure: 7,
        cells: [...(missing().cells ?? []), ...(more.cells ?? [])],
        since: "2026-07-30",
      },
      other,
    ]);
  });
});
