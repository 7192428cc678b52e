import type { DayCount } from "../../../shared/mapping/excel-day.ts";
import { someOf } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { DamagedBytes } from "./whole-lines.ts";
import { readAllXml, type XmlReader } from "./xml.ts";
import type { ZipParts } from "./zip-parts.ts";

/** A sheet that is to be read, and what its cells refer to. */
export interface OpenedSheet {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  dayCount: DayCount;
  /** Whether cells of a style show days. */
  isDay: boolean[];
  /** The texts of the workbook. */
  texts: string[];
}

/** Finds a sheet by its name, or the first one that is shown. @throws DamagedBytes saying what is wrong. */
export async function openSheet(zip: ZipParts, wanted: string | undefined): Promise<OpenedSheet> {
  const book = await readBook(zip);
  const shown = book.sheets.filter(({ isHidden }) => !isHidden);
  const sheet =
    wanted === undefined
      ? (shown[0] ?? book.sheets[0])
      : book.sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (sheet === undefined) {
    const names = someOf(
      book.sheets.map(({ name }) => quoted(name)),
      5,
    );
    throw new DamagedBytes(
      wanted === undefined
        ? "is a workbook without a sheet"
        : `has no sheet ${quoted(wanted)}: it has ${names}`,
    );
  }
  const targets = await relationsOf(zip);
  const bytes = zip.read(targets.get(sheet.relation) ?? "");
  if (bytes === null)
    throw new DamagedBytes(`is a workbook whose sheet ${quoted(sheet.name)} is missing: save it again`);
  return {
    name: sheet.name,
    bytes,
    dayCount: book.dayCount,
    isDay: await stylesOf(zip),
    texts: await textsOf(zip),
  };
}

interface ListedSheet {
  name: string;
  relation: string;
  isHidden: boolean;
}

async function readBook(zip: ZipParts): Promise<{ sheets: ListedSheet[]; dayCount: DayCount }> {
  const part = zip.read("xl/workbook.xml");
  if (part === null) throw new DamagedBytes(noWorkbook(zip));
  const sheets: ListedSheet[] = [];
  let dayCount: DayCount = 1900;
  await readAllXml(part, {
    open(name, attribute) {
      if (name === "workbookPr" && /^(1|true)$/.test(attribute("date1904") ?? "")) dayCount = 1904;
      if (name !== "sheet") return;
      const isHidden = (attribute("state") ?? "visible") !== "visible";
      sheets.push({ name: attribute("name") ?? "", relation: attribute("id") ?? "", isHidden });
    },
  });
  return { sheets, dayCount };
}

function noWorkbook({ names }: ZipParts): string {
  if (names.includes("xl/workbook.bin")) return "is a binary workbook (.xlsb): save it as .xlsx";
  if (names.includes("content.xml")) return "is an OpenDocument file: save it as .xlsx or .csv";
  return "is a zip file and no workbook: unpack it";
}

/** The parts that the workbook refers to, by the ids by which it does. */
async function relationsOf(zip: ZipParts): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readPart(zip, "xl/_rels/workbook.xml.rels", {
    open(name, attribute) {
      if (name !== "Relationship") return;
      const target = attribute("Target") ?? "";
      targets.set(
        attribute("Id") ?? "",
        target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`,
      );
    },
  });
  return targets;
}

// The formats of days that every workbook knows by number; those from 27 on are of East Asia.
const DAY_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

async function stylesOf(zip: ZipParts): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const styles: number[] = [];
  let isOfCells = false;
  await readPart(zip, "xl/styles.xml", {
    open(name, attribute) {
      if (name === "numFmt") own.set(Number(attribute("numFmtId")), showsDays(attribute("formatCode") ?? ""));
      else if (name === "cellXfs") isOfCells = true;
      else if (name === "xf" && isOfCells) styles.push(Number(attribute("numFmtId") ?? 0));
    },
    close(name) {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return styles.map((format) => own.get(format) ?? DAY_FORMATS.has(format));
}

/** Whether a format shows a day: it has a year, or a day and a month, outside of quotes and brackets. */
function showsDays(format: string): boolean {
  const plain = format.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, "").toLowerCase();
  return /y/.test(plain) || (/d/.test(plain) && /m/.test(plain));
}

// More would not fit the memory of a function.
const MOST_LETTERS = 150_000_000;
const TOO_MANY_TEXTS = "is a workbook with more than 150 MB of different texts: save the sheet as CSV";

async function textsOf(zip: ZipParts): Promise<string[]> {
  const texts: string[] = [];
  const text = textReader((one) => texts.push(one), "si");
  let letters = 0;
  await readPart(zip, "xl/sharedStrings.xml", {
    ...text,
    text(piece) {
      letters += piece.length;
      if (letters > MOST_LETTERS) throw new DamagedBytes(TOO_MANY_TEXTS);
      text.text(piece);
    },
  });
  return texts;
}

/** Puts together the texts of elements such as `si`, of all their pieces with a format of their own; how to say them is left out. */
export function textReader(take: (text: string) => void, element: string) {
  let text = "";
  let isText = false;
  let isSpoken = false;
  return {
    open(name: string) {
      if (name === element) text = "";
      else if (name === "rPh") isSpoken = true;
      else if (name === "t") isText = !isSpoken;
    },
    text(piece: string) {
      if (isText) text += piece;
    },
    close(name: string) {
      if (name === "t") isText = false;
      else if (name === "rPh") isSpoken = false;
      else if (name === element) take(text);
    },
  } satisfies XmlReader;
}

async function readPart(zip: ZipParts, name: string, reader: XmlReader): Promise<void> {
  const part = zip.read(name);
  if (part !== null) await readAllXml(part, reader);
}
