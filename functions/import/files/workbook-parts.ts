import type { DayCount } from "../../../shared/mapping/excel-day.ts";
import { someOf } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { DamagedBytes } from "./whole-lines.ts";
import { stylesOf } from "./workbook-styles.ts";
import { textsOf } from "./workbook-texts.ts";
import { readAllXml } from "./xml.ts";
import { readPart, type ZipParts } from "./zip-parts.ts";

/** A sheet that is to be read, and what its cells refer to. */
export interface OpenedSheet {
  name: string;
  /** How many sheets are shown. */
  of: number;
  bytes: AsyncIterable<Uint8Array>;
  dayCount: DayCount;
  /** Whether cells of a style show days. */
  isDay: boolean[];
  /** The texts of the workbook. */
  texts: string[];
}

/** Finds a sheet by its name; or the likely one where there is one, or the first one that is shown. @throws DamagedBytes saying what is wrong. */
export async function openSheet(
  zip: ZipParts,
  wanted: string | undefined,
  likely?: string,
): Promise<OpenedSheet> {
  const book = await readBook(zip);
  const shown = book.sheets.filter(({ isHidden }) => !isHidden);
  const named = (wantedName: string) =>
    book.sheets.find(({ name }) => name.trim().toLowerCase() === wantedName.trim().toLowerCase());
  const usual = () => (likely === undefined ? undefined : named(likely)) ?? shown[0] ?? book.sheets[0];
  const sheet = wanted === undefined ? usual() : named(wanted);
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
    of: shown.length,
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
