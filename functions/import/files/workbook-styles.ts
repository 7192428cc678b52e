import { readPart, type ZipParts } from "./zip-parts.ts";

// The formats of days that every workbook knows by number; those from 27 on are of East Asia.
const DAY_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** For each style of cells, by its number, whether it shows days. */
export async function stylesOf(zip: ZipParts): Promise<boolean[]> {
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
