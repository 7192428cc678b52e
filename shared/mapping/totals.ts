import { quoted, type TextFault } from "../values/parse.ts";
import { type Cell, textOf } from "./cell.ts";
import { columnName, folded } from "./columns.ts";
import type { Mapping } from "./mapping.ts";

/** A line of a table that is no row of its own, but the total of others, or looks like one. */
export interface TotalLine {
  /** What makes it a total: `Grand total`. */
  text: string;
  /** Where that stands. */
  column: string;
  /** Why it is refused; `null` where the mapping says that it is a total. */
  fault: TextFault | null;
}

const WORDS =
  "(?:(?:grand|overall|sub|sous)[ -]?totals?|totals?|total g[ée]n[ée]ral|gesamt(?:summe|betrag|ergebnis)?|(?:zwischen|end)?summe|suma|somma|totale|totaal|合计|总计|小计|合計|小計|総計|합계|총계)";
const IS_TOTAL = new RegExp(`^${WORDS}\\s*[:.]?$`, "iu");
const ENDS_AS_TOTAL = new RegExp(`\\S\\s+(${WORDS}\\s*[:.]?)$`, "iu");
const BEGINS_AS_TOTAL = new RegExp(`^${WORDS}(?![\\p{L}\\p{N}])`, "iu");

/**
 * How a mapping writes what a total says: `Grand Total` as it stands, and `* Total` for `CATL Total`. `null` for a text that
 * says nothing of a total.
 */
export function totalPattern(text: string): string | null {
  if (IS_TOTAL.test(text.trim())) return text.trim();
  const [, word] = ENDS_AS_TOTAL.exec(text.trim()) ?? [];
  return word === undefined ? null : `* ${word}`;
}

/** Whether a text is one of those of a mapping, in which `*` stands for any text. */
function matcher(patterns: readonly string[]): (text: string) => boolean {
  const exact = new Set(patterns.filter((one) => !one.includes("*")).map(folded));
  const open = patterns
    .filter((one) => one.includes("*"))
    .map((one) => folded(one).split("*").map(escaped))
    .map((parts) => new RegExp(`^${parts.join(".*")}$`, "su"));
  return (text) => exact.has(folded(text)) || open.some((pattern) => pattern.test(folded(text)));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/**
 * Finds lines that are totals. A line is one where the mapping says so: in a column of `totals` stands one of its texts, and no
 * column of the key says anything else. Where such a column also is what a position needs, such as its supplier, there must
 * be no item and no day either. So a supplier of that name keeps its rows.
 */
export function totalFinder(
  mapping: Mapping,
  header: readonly string[],
): (cells: readonly Cell[]) => TotalLine | null {
  const declared = declaredFinder(mapping, header);
  const likely = likelyFinder(mapping, header);
  return (cells) => declared(cells) ?? likely(cells);
}

type Find = (cells: readonly Cell[]) => TotalLine | null;

function declaredFinder({ columns, totals }: Mapping, header: readonly string[]): Find {
  if (totals === undefined) return () => null;
  const isSaid = matcher(totals.is);
  const key = placesOf(columns.positionId.columns.map(columnName), header);
  const needed = placesOf(neededColumns(columns), header);
  const names = placesOf(namingColumns(columns), header);
  const looks = placesOf(totals.columns.map(columnName), header).map((at) => ({
    at,
    empty: names.includes(at) || !key.includes(at) ? [...key, ...needed] : key,
  }));
  return (cells) => {
    for (const { at, empty } of looks) {
      const text = textOf(cells[at] ?? "").trim();
      if (text !== "" && isSaid(text) && isEmptyBeside(cells, empty, at))
        return { text, column: header[at] ?? "", fault: null };
    }
    return null;
  };
}

/** Finds lines that only look like totals: they are refused, since they would count twice. */
function likelyFinder(mapping: Mapping, header: readonly string[]): Find {
  const { columns } = mapping;
  const key = placesOf(columns.positionId.columns.map(columnName), header);
  const needed = placesOf(neededColumns(columns), header);
  const names = placesOf(namingColumns(columns), header);
  const isFilled = (cell: Cell | undefined) => textOf(cell ?? "").trim() !== "";
  const looksSo = (cells: readonly Cell[], at: number) => {
    const text = textOf(cells[at] ?? "").trim();
    if (!names.includes(at)) return BEGINS_AS_TOTAL.test(text);
    // A company may be named so, as Total was: then it has a key, an item or a day.
    const isWord = IS_TOTAL.test(text) || (!key.includes(at) && ENDS_AS_TOTAL.test(text));
    return isWord && isEmptyBeside(cells, [...key, ...needed], at);
  };
  return (cells) => {
    const at = key.find((place) => isFilled(cells[place])) ?? cells.findIndex(isFilled);
    if (at === -1 || !looksSo(cells, at)) return null;
    const text = textOf(cells[at] ?? "").trim();
    const column = header[at] ?? "";
    return { text, column, fault: faultFor(text, column, mapping) };
  };
}

const KIND = "looks like a total, which would count twice";

function faultFor(text: string, column: string, { totals, columns }: Mapping): TextFault {
  const isKnown = matcher(totals?.is ?? [])(text);
  const pattern = totalPattern(text) ?? text;
  const isThere = totals?.columns.some((one) => columnName(one) === column) === true;
  const entry = `"totals": { "columns": [${quoted(column)}], "is": [${quoted(pattern)}] }`;
  const how =
    column === "" || (isKnown && isThere)
      ? `remove the line, or what it says in ${labelled(columns.positionId.columns)}`
      : totals === undefined
        ? `write ${entry} into the mapping, or remove the line`
        : `add ${isThere ? `${quoted(pattern)} to "is"` : `${quoted(column)} to "columns"`} of totals in the mapping, or remove the line`;
  return { problem: `${quoted(text)} ${KIND}: ${how}`, kind: `${KIND}: ${how}` };
}

function labelled(columns: readonly string[]): string {
  return columns.map((column) => quoted(column, 40)).join(", ");
}

/** The columns of what a position needs, or has as a rule: its item and its day. */
function neededColumns({ item, date }: Mapping["columns"]): string[] {
  return [item.column, date?.column].flatMap((column) => (column === undefined ? [] : [columnName(column)]));
}

/** The columns in which a name may stand. */
function namingColumns({ supplierId, item, program, source }: Mapping["columns"]): string[] {
  return [supplierId, item, program, source].flatMap((how) =>
    how?.column === undefined ? [] : [columnName(how.column)],
  );
}

function placesOf(columns: readonly string[], header: readonly string[]): number[] {
  return columns.map((column) => header.indexOf(column)).filter((at) => at !== -1);
}

/** Whether nothing stands in these cells, whatever stands in the one at `at`. */
function isEmptyBeside(cells: readonly Cell[], places: readonly number[], at: number): boolean {
  return places.every((place) => place === at || textOf(cells[place] ?? "").trim() === "");
}
