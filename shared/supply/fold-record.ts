import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { asMinor, exposureSchema } from "../values/exposure.ts";
import { type ReadStored, readStored, type StoredForm } from "../values/stored.ts";
import { type BroughtCells, broughtKey } from "./brought.ts";
import { type Cell, cellKey } from "./cell.ts";
import type { Fold } from "./fold.ts";
import { figureIdentity, type PeriodFigure } from "./overlap.ts";
import { unreadableItemSchema } from "./unreadable.ts";

/** A cell in a record: item, supplier, origin, program and exposure; then, of a cell by import, the import. */
type CellRow = [string, string | null, string | null, string | null, number];
type BroughtRow = [...CellRow, string | null];
type ImportRow = [string | null, number];
type FigureRow = [source: string, code: string, from: string, to: string];

// A fold may have a million cells, and a schema for each would cost more than folding them.
const isText = (value: unknown) => typeof value === "string";
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isAmount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const CELL = [isText, isTextOrNull, isTextOrNull, isTextOrNull, isAmount];

/** Rows of these columns. */
function rowsOf<Row>(columns: ((value: unknown) => boolean)[]): z.ZodType<Row[]> {
  const isRow = (row: unknown) =>
    Array.isArray(row) && row.length === columns.length && columns.every((isValid, at) => isValid(row[at]));
  return z.custom<Row[]>((rows) => Array.isArray(rows) && rows.every(isRow), "has a row that is none");
}

const cellRows = rowsOf<CellRow>(CELL);
const broughtRows = rowsOf<BroughtRow>([...CELL, isTextOrNull]).nullable();
const importRows = rowsOf<ImportRow>([isTextOrNull, isAmount]);

const foldRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  cells: cellRows,
  common: cellRows,
  brought: broughtRows,
  broughtCommon: broughtRows,
  imports: importRows,
  importsCommon: importRows,
  figures: rowsOf<FigureRow>([isText, isText, isText, isText]),
  positions: z.int().nonnegative(),
  exposure: exposureSchema,
  illustrative: exposureSchema,
  newestDate: daySchema.nullable(),
  waiting: z.int().nonnegative(),
  waitingExposure: exposureSchema,
  waitingFrom: daySchema.nullable(),
  unreadable: z.int().nonnegative(),
  unreadableItems: z.array(unreadableItemSchema),
});
type FoldRecord = z.infer<typeof foldRecordSchema>;

/** The stored form of a fold. */
const foldRecordForm: StoredForm<FoldRecord> = { version: 1, schema: foldRecordSchema };

/** A fold as it is stored between the function that made it and the one that adds it up. */
export function foldRecord(fold: Fold): FoldRecord {
  return {
    ...fold,
    schemaVersion: 1,
    cells: [...fold.cells.values()].map(cellRow),
    common: [...fold.common.values()].map(cellRow),
    brought: broughtRecord(fold.brought),
    broughtCommon: broughtRecord(fold.broughtCommon),
    imports: [...fold.imports],
    importsCommon: [...fold.importsCommon],
    figures: [...fold.figures.values()].map(({ source, code, from, to }) => [source, code, from, to]),
  };
}

/** The fold of a record. */
export function readFoldRecord(stored: unknown): ReadStored<Fold> {
  const version = (stored as { schemaVersion?: unknown } | null)?.schemaVersion;
  const read = readStored(foldRecordForm, version, stored);
  return read.problem === null ? { value: foldOf(read.value), problem: null } : read;
}

function foldOf({ schemaVersion: _, ...record }: FoldRecord): Fold {
  return {
    ...record,
    cells: cellsOf(record.cells),
    common: cellsOf(record.common),
    brought: broughtOf(record.brought),
    broughtCommon: broughtOf(record.broughtCommon),
    imports: new Map(record.imports.map(([importId, sum]) => [importId, asMinor(sum)])),
    importsCommon: new Map(record.importsCommon.map(([importId, sum]) => [importId, asMinor(sum)])),
    figures: new Map(record.figures.map(figureOf)),
  };
}

function cellRow({ item, supplierId, originCountry, program, exposure }: Cell): CellRow {
  return [item, supplierId, originCountry, program, exposure];
}

function cellOf([item, supplierId, originCountry, program, exposure]: CellRow): Cell {
  return { item, supplierId, originCountry, program, exposure: asMinor(exposure) };
}

function cellsOf(rows: CellRow[]): Map<string, Cell> {
  return new Map(rows.map(cellOf).map((cell) => [cellKey(cell), cell]));
}

function broughtRecord(cells: BroughtCells): BroughtRow[] | null {
  return cells === null ? null : [...cells.values()].map((cell) => [...cellRow(cell), cell.importId]);
}

function broughtOf(rows: BroughtRow[] | null): BroughtCells {
  if (rows === null) return null;
  return new Map(
    rows.map(([item, supplierId, originCountry, program, exposure, importId]) => {
      const cell = { ...cellOf([item, supplierId, originCountry, program, exposure]), importId };
      return [broughtKey(cell), cell];
    }),
  );
}

function figureOf([source, code, from, to]: FigureRow): [string, PeriodFigure] {
  const identity = figureIdentity({ source, code, from, to });
  return [identity, { source, code, from, to, identity }];
}
