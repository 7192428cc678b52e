import { gzipSync } from "node:zlib";
import { type Cell, textOf } from "../../shared/mapping/cell.ts";
import { workbookOf } from "./workbooks.ts";

/** Rows of a native file as text, as programs write it: quotes where a field needs them. */
export function textIn(rows: readonly (readonly Cell[])[], separator: string): string {
  const quoted = (text: string) =>
    text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map((cell) => quoted(textOf(cell))).join(separator)}\r\n`).join("");
}

/** The same rows in a workbook. */
export function sheetOf(rows: readonly (readonly Cell[])[]): Buffer {
  return workbookOf(rows.map((row) => [...row]));
}

/** The forms that a native file may have, beside plain CSV, and what is told of each. */
export const forms: { form: string; told: string[]; write(rows: readonly (readonly Cell[])[]): Buffer }[] = [
  {
    form: "text with semicolons",
    told: ["columns apart by semicolons"],
    write: (rows) => Buffer.from(textIn(rows, ";")),
  },
  {
    form: "text with tabs in UTF-16",
    told: ["UTF-16", "columns apart by tabs"],
    write: (rows) => Buffer.from(`\uFEFF${textIn(rows, "\t")}`, "utf16le"),
  },
  {
    form: "text in Windows-1252",
    told: ["Windows-1252"],
    write: (rows) => Buffer.from(textIn(rows, ","), "latin1"),
  },
  { form: "gzip", told: [], write: (rows) => gzipSync(textIn(rows, ",")) },
  { form: "a workbook", told: ['sheet "Orders"'], write: sheetOf },
  {
    form: "a workbook with texts in its cells",
    told: ['sheet "Orders"'],
    write: (rows) =>
      workbookOf(
        rows.map((row) => [...row]),
        { inlineTexts: true },
      ),
  },
];
