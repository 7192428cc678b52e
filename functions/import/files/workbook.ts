import type { Cell } from "../../../shared/mapping/cell.ts";
import { excelDay } from "../../../shared/mapping/excel-day.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { TableLine } from "./table-line.ts";
import type { TableReading } from "./table-reading.ts";
import { DamagedBytes } from "./whole-lines.ts";
import { type OpenedSheet, openSheet } from "./workbook-parts.ts";
import { textReader } from "./workbook-texts.ts";
import { readXml } from "./xml.ts";
import { openZip } from "./zip-parts.ts";

/** Reads the rows of a sheet of a workbook (.xlsx), one piece after the other. Of formulas it takes the stored results. */
export async function* readWorkbook(
  file: string,
  { layout, likelySheet, mostBytes, tell }: TableReading,
): AsyncGenerator<TableLine> {
  let line = 1;
  try {
    const zip = await openZip(file, mostBytes * SHEET_PER_TEXT);
    try {
      const sheet = await openSheet(zip, layout.sheet, likelySheet);
      const others = sheet.of > 1 ? `, the first of ${sheet.of}` : "";
      if (layout.sheet === undefined) tell(`sheet ${quoted(sheet.name)}${others}`);
      const rows: RowOfCells[] = [];
      for await (const _ of readXml(sheet.bytes, sheetReader(sheet, rows))) {
        for (const row of rows.splice(0)) {
          line = row.line + 1;
          yield row;
        }
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    yield { line, failure: error.message };
  }
}

// A sheet takes several times as many bytes as the same table as text.
const SHEET_PER_TEXT = 10;

type RowOfCells = Extract<TableLine, { cells: Cell[] }>;

// The last column that Excel has: XFD.
const MOST_COLUMNS = 16_384;
const LONGEST_CELL = 1_000_000;

/** Puts rows together as the cells of a sheet are read, in place. */
function sheetReader(sheet: OpenedSheet, rows: RowOfCells[]) {
  let row: RowOfCells = { line: 0, cells: [], isOpen: true };
  let cell = { column: 0, type: "n", style: 0, text: "" };
  let isValue = false;
  let letters = 0;
  const inline = textReader((text) => {
    cell.text = text;
  }, "is");
  return {
    open(name: string, attribute: (name: string) => string | undefined) {
      if (name === "row") row = { line: rowNumber(attribute("r"), row.line), cells: [], isOpen: true };
      else if (name === "c") {
        const column = columnNumber(attribute("r"), row.cells.length);
        cell = { column, type: attribute("t") ?? "n", style: Number(attribute("s") ?? 0), text: "" };
        letters = 0;
      } else if (name === "v") isValue = true;
      else inline.open(name);
    },
    text(text: string) {
      if (isValue) cell.text += text;
      else inline.text(text);
      letters += text.length;
      if (letters > LONGEST_CELL) throw new DamagedBytes("has a cell of more than 1000000 letters");
    },
    close(name: string) {
      if (name === "v") isValue = false;
      else if (name === "c") {
        while (row.cells.length < cell.column) row.cells.push("");
        row.cells[cell.column] = cellOf(cell, sheet);
      } else if (name === "row") rows.push(row);
      else inline.close(name);
    },
  };
}

function rowNumber(text: string | undefined, before: number): number {
  const number = Number(text ?? before + 1);
  if (!Number.isSafeInteger(number) || number <= before)
    throw new DamagedBytes("has rows that are out of order");
  return number;
}

function columnNumber(place: string | undefined, next: number): number {
  if (place === undefined) return next;
  const letters = /^[A-Z]{1,3}(?=\d+$)/.exec(place)?.[0] ?? "";
  const number = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (number < 0 || number >= MOST_COLUMNS) throw new DamagedBytes(`has a cell at ${quoted(place, 20)}`);
  return number;
}

interface ReadCell {
  type: string;
  style: number;
  text: string;
}

function cellOf({ type, style, text }: ReadCell, { texts, isDay, dayCount }: OpenedSheet): Cell {
  if (type === "s") {
    const shared = texts[Number(text)];
    if (shared === undefined)
      throw new DamagedBytes("is a workbook that refers to a text which it does not have");
    return shared.trim();
  }
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  if (type === "d") return /^\d{4}-\d{2}-\d{2}/.test(text) ? { day: text.slice(0, 10) } : text;
  const number = Number(text);
  if (type !== "n" || text.trim() === "" || !Number.isFinite(number)) return text.trim();
  const day = isDay[style] === true ? excelDay(number, dayCount) : null;
  return day === null ? { number: plainDecimal(number) } : { day };
}

// Excel itself keeps and shows 15 digits: more of them are the noise of binary fractions.
const DIGITS = 15;

function plainDecimal(number: number): string {
  const rounded = Number(number.toPrecision(DIGITS));
  const text = String(rounded);
  if (!text.includes("e")) return text;
  return rounded.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}
