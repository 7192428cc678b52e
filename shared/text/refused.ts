import { isWhole, type Refused, type RefusedFile } from "../imports/refusal.ts";
import { counted, noun } from "../values/count.ts";
import type { Unit } from "../values/exposure.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf } from "../values/one-line.ts";
import { fileText } from "./file-name.ts";
import { money } from "./money.ts";

const LONGEST_REASON = 300;
const MOST_FILES_SHOWN = 3;

/** `REFUSED ROWS: 191 of 500 rows of positions.csv were refused (USD 12.3 M and more): …`: one line for any text. */
export function refusedLine(refused: Refused, unit: Unit): string {
  const { files, moreFiles } = refused;
  const [file] = files;
  const effect = "figures may be too low or too high.";
  if (file === undefined || files.length + moreFiles > 1) {
    const count = `${files.length + moreFiles} files`;
    if (isWhole(refused)) return `REFUSED FILES: ${count} were refused as a whole: ${effect}`;
    return `REFUSED ROWS: ${countText(refused)} of ${count} ${wereText(refused)} refused${worthText(refused, unit)}: ${effect}`;
  }
  if (isWhole(file)) return `REFUSED FILE: ${fileText(file)} was refused as a whole: ${effect}`;
  return `REFUSED ROWS: ${rowsText(file)} ${wereText(file)} refused${worthText(file, unit)}: ${effect}`;
}

/** Each refused file with its commonest reasons, and what to do. */
export function refusedLines({ files, moreFiles }: Refused, unit: Unit): string[] {
  const lines = files.slice(0, MOST_FILES_SHOWN).flatMap((file) => {
    const what = isWhole(file)
      ? `${fileText(file)} was refused as a whole on ${file.since}.`
      : `${rowsText(file)} ${wereText(file)} refused on ${file.since}${worthText(file, unit)}.`;
    return [what, ...reasonLines(file)];
  });
  const more = files.length + moreFiles - MOST_FILES_SHOWN;
  return [
    ...lines,
    ...(more > 0 ? [`and rows of ${more} more ${noun(more, "file")}.`] : []),
    "Correct them and import each file again under its name: until then an alert can be raised, none can resolve.",
  ];
}

function reasonLines({ reasons, rows }: RefusedFile): string[] {
  return reasons.map(({ reason, rows: count }) => {
    const how = rows <= 1 ? "" : ` (${counted(count)} ${noun(count, "row")})`;
    return `  ${withoutLinks(lineOf(reason, LONGEST_REASON))}${how}`;
  });
}

/** `191 of 500 rows of positions.csv`, `at least 1 row of links.csv`. */
function rowsText(file: RefusedFile): string {
  if (isWhole(file)) return `all of ${fileText(file)}`;
  const { rows, rowsAtLeast, of } = file;
  const most = of === null || rowsAtLeast ? "" : ` of ${counted(of)}`;
  const all = most === "" ? rows : (of ?? rows);
  const least = rowsAtLeast ? "at least " : "";
  return `${least}${counted(rows)}${most} ${noun(all, "row")} of ${fileText(file)}`;
}

function countText({ rows, rowsAtLeast }: Pick<Refused, "rows" | "rowsAtLeast">): string {
  return `${rowsAtLeast ? "at least " : ""}${counted(rows)} ${noun(rows, "row")}`;
}

function wereText({ rows }: Pick<Refused, "rows">): string {
  return noun(rows, "was", "were");
}

function worthText(
  { exposure, exposureAtLeast }: Pick<Refused, "exposure" | "exposureAtLeast">,
  unit: Unit,
): string {
  if (exposure !== null) return ` (${money(exposure, unit)}${exposureAtLeast ? " and more" : ""})`;
  return exposureAtLeast ? " (of unknown exposure)" : "";
}
