import { crc32, deflateRawSync } from "node:zlib";
import type { Cell } from "../../shared/mapping/cell.ts";
import { dayNumber } from "../../shared/values/day.ts";

/** A workbook as programs write them: texts shared or in the cells, days as numbers with a format. */
export interface WorkbookOptions {
  sheet?: string;
  /** Sheets before it that have one cell each. */
  before?: { name: string; isHidden?: boolean }[];
  /** The names of sheets after it, of one cell each. */
  after?: string[];
  inlineTexts?: boolean;
  since1904?: boolean;
}

/** A workbook (.xlsx) of one table. `null` is a cell that is not there. */
export function workbookOf(rows: (Cell | null)[][], options: WorkbookOptions = {}): Buffer {
  const { sheet = "Orders", before = [], after = [], inlineTexts = false, since1904 = false } = options;
  const texts: string[] = [];
  const sheets = [
    ...before.map((one) => ({ isHidden: false, ...one })),
    { name: sheet, isHidden: false },
    ...after.map((name) => ({ name, isHidden: false })),
  ];
  const table = sheetXml(rows, { texts, inlineTexts, since1904 });
  return zipOf({
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, isHidden }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${isHidden ? ' state="hidden"' : ""} r:id="rId${at + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join("")}</Relationships>`,
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="mm/dd/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      sheets.map((_, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        at === before.length
          ? table
          : '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      ]),
    ),
    "xl/sharedStrings.xml": `<sst>${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
  });
}

function sheetXml(
  rows: (Cell | null)[][],
  how: { texts: string[]; inlineTexts: boolean; since1904: boolean },
): string {
  const lines = rows.map((cells, row) => {
    const all = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row + 1}`, how));
    return `<row r="${row + 1}">${all.join("")}</row>`;
  });
  return `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function cellXml(
  cell: Cell | null,
  place: string,
  { texts, inlineTexts, since1904 }: { texts: string[]; inlineTexts: boolean; since1904: boolean },
): string {
  if (cell === null) return "";
  if (typeof cell === "string") {
    if (inlineTexts)
      return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    texts.push(cell);
    return `<c r="${place}" t="s"><v>${texts.length - 1}</v></c>`;
  }
  if ("number" in cell) return `<c r="${place}"><v>${cell.number}</v></c>`;
  const since = dayNumber(since1904 ? "1904-01-01" : "1899-12-30");
  return `<c r="${place}" s="1"><v>${dayNumber(cell.day) - since}</v></c>`;
}

function columnLetters(column: number): string {
  const rest = column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : "";
  return rest + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}

/** A zip file of these parts, each packed. */
export function zipOf(parts: Record<string, string | Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    bodies.push(Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const count = Object.keys(parts).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}
