import type { TableSuggestion } from "../../functions/import/mapped/suggest-table.ts";
import type { SuggestedField } from "../../shared/mapping/suggest/suggested-fields.ts";
import { counted, noun, someOf } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { columns } from "../terminal/output.ts";

const LONGEST_FILE = 80;
const MOST_UNUSED = 12;

/** What the columns of a table were taken for, for a terminal. */
export function suggestionLines(file: string, suggestion: TableSuggestion): string[] {
  const { rows, hasMoreRows, readAs, headerLine, fields, unused, mapping } = suggestion;
  const looked = `${hasMoreRows ? "the first " : ""}${counted(rows)} ${noun(rows, "row")}`;
  const above = headerLine > 1 ? [`header on line ${headerLine}`] : [];
  return [
    `${[`${lineOf(file, LONGEST_FILE)}: ${looked}`, ...readAs, ...above].join(", ")}`,
    ...columns(fields.map(fieldRow)),
    ...(mapping.lines === "add-up" ? ["  lines of one positionId add up, credits taken away"] : []),
    ...totalLines(suggestion),
    ...(mapping.unknown.length > 0 ? [`  unknown is written ${listed(mapping.unknown)}`] : []),
    ...(unused.length > 0 ? [`  not used: ${listed(unused)}`] : []),
  ];
}

function totalLines({ totals, mapping }: TableSuggestion): string[] {
  if (mapping.totals === undefined) return [];
  const { columns: from, is } = mapping.totals;
  const lines = someOf(
    totals.map(({ line }) => String(line)),
    MOST_TOTALS,
  );
  const what = noun(totals.length, "is a total", "are totals");
  return [
    `  ${noun(totals.length, "line")} ${lines} ${what}, and no ${noun(totals.length, "row")}: ${listed(from)} ${noun(from.length, "says", "say")} ${listed(is)}`,
  ];
}

const MOST_TOTALS = 3;

function fieldRow({ field, columns: from, sure, why, examples }: SuggestedField): string[] {
  const names = from.length === 0 ? "-" : from.map((name) => quoted(name, 30)).join(" + ");
  const shown = examples.map((text) => quoted(text, 30)).join(", ");
  return [`  ${field}`, names, sure, `${why}${shown === "" ? "" : `: ${shown}`}`];
}

function listed(names: readonly string[]): string {
  return someOf(
    names.map((name) => quoted(name, 30)),
    MOST_UNUSED,
  );
}
