import { type FoldedPosition, figureOf } from "./fold-positions.ts";
import { createNumberedTexts, type NumberedTexts } from "./numbered-texts.ts";
import { isIllustrative } from "./position.ts";

/** The columns that hold the number of a text. `figureSource` is the source of a figure for a period. */
const TEXT_COLUMNS = [
  "item",
  "supplierId",
  "originCountry",
  "program",
  "date",
  "periodStart",
  "figureSource",
  "importId",
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** The texts of each column, by number. 0 is unknown, or nothing. */
export type ColumnTexts = Record<TextColumn, NumberedTexts>;

/**
 * What a fold reads of positions, in columns: no object per position. `count` rows are filled. `exposure` is in minor
 * units; `illustrative` is 1 for an example.
 */
export interface PositionColumns extends Record<TextColumn, Int32Array> {
  count: number;
  exposure: Float64Array;
  illustrative: Uint8Array;
}

export function createColumnTexts(): ColumnTexts {
  return Object.fromEntries(TEXT_COLUMNS.map((name) => [name, createNumberedTexts()])) as ColumnTexts;
}

/** Columns without a row. */
export function createColumns(capacity: number): PositionColumns {
  const texts = Object.fromEntries(TEXT_COLUMNS.map((name) => [name, new Int32Array(capacity)]));
  return {
    ...(texts as Record<TextColumn, Int32Array>),
    count: 0,
    exposure: new Float64Array(capacity),
    illustrative: new Uint8Array(capacity),
  };
}

/** Makes room for one more row, in place. */
export function makeRoom(columns: PositionColumns): void {
  if (columns.count < columns.exposure.length) return;
  const wider = createColumns(columns.exposure.length * 2);
  for (const name of [...TEXT_COLUMNS, "exposure", "illustrative"] as const) wider[name].set(columns[name]);
  Object.assign(columns, wider, { count: columns.count });
}

/** Adds a position as a row, in place. */
export function addRow(columns: PositionColumns, texts: ColumnTexts, position: FoldedPosition): void {
  makeRoom(columns);
  const { item, supplierId, originCountry, program, date, periodStart, importId = null } = position;
  const figureSource = figureOf(position)?.source ?? null;
  const row = { item, supplierId, originCountry, program, date, periodStart, importId, figureSource };
  const at = columns.count;
  for (const name of TEXT_COLUMNS) columns[name][at] = texts[name].numberOf(row[name]);
  columns.exposure[at] = position.exposure;
  columns.illustrative[at] = isIllustrative(position) ? 1 : 0;
  columns.count += 1;
}
