import type { OwnersReport } from "../../functions/import/owners/import-owners.ts";
import type { RowFates } from "../../functions/import/owners/row-fates.ts";
import { counted, noun, someOf } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { columns } from "../terminal/output.ts";

/** Where the rows of files about owners have gone, for a terminal. */
export function ownersLines({ files, matched, holders }: OwnersReport["owners"], isDry: boolean): string[] {
  const { added, unnamed, completed, stored } = holders;
  const verb = isDry ? " would be" : "";
  const nameless =
    unnamed > 0 ? ` (${counted(unnamed)} by ${noun(unnamed, "its id", "their ids")} alone)` : "";
  const complete = completed > 0 ? `, ${counted(completed)} completed` : "";
  return [
    ...files.flatMap(fateLines),
    ...matchedLines(matched),
    `  suppliers and holders: ${counted(added)}${verb} new${nameless}${complete}, ${counted(stored)} left as stored`,
  ];
}

const LONGEST_FILE = 80;
const MOST_SHOWN = 12;
const LONGEST_WHY = 100;

function fateLines({ file, read, taken, leftOut, refused }: RowFates): string[] {
  const left = leftOut.reduce((sum, { rows }) => sum + rows, 0);
  const shown = leftOut.slice(0, MOST_SHOWN);
  const more = leftOut.length - shown.length;
  const sum = `${counted(read)} ${noun(read, "row")} read = ${counted(taken)} taken + ${counted(left)} left out + ${counted(refused)} refused`;
  return [
    `  ${lineOf(file, LONGEST_FILE)}: ${sum}`,
    ...columns(shown.map(({ why, rows }) => [`    ${counted(rows)}`, lineOf(why, LONGEST_WHY)])),
    ...(more > 0 ? [`    and ${counted(more)} more reasons: --json lists them`] : []),
  ];
}

const MOST_NAMED = 5;

function matchedLines({ suppliers, withId, found, missing }: OwnersReport["owners"]["matched"]): string[] {
  const absent = withId - found;
  const names = someOf(
    missing.slice(0, MOST_NAMED).map((id) => quoted(id)),
    MOST_NAMED,
    absent,
  );
  return [
    `  your suppliers: ${counted(suppliers)}, of which ${counted(withId)} ${noun(withId, "has", "have")} an id of the source and ${counted(found)} ${noun(found, "stands", "stand")} in the files`,
    ...(absent > 0 ? [`    not in the files: ${names}`] : []),
    ...(withId === 0
      ? [
          "    without ids nothing can be matched: name a table of them (--leis of import gleif, --ids of import bods)",
        ]
      : []),
  ];
}
