import { textOf } from "../../../shared/mapping/cell.ts";
import type { TableLayout } from "../../../shared/mapping/mapping.ts";
import { type Line, likelyHeader } from "../../../shared/mapping/suggest/header.ts";
import type { SuggestionContext } from "../../../shared/mapping/suggest/suggested-mapping.ts";
import { type Suggestion, suggestMapping } from "../../../shared/mapping/suggest/suggestion.ts";
import { type TotalRow, totalRow, totalsEntry } from "../../../shared/mapping/suggest/total-rows.ts";
import { countryCode } from "../files/country.ts";
import { UnusableFile } from "../files/row.ts";
import { readTable } from "../files/table.ts";

/** A line that was taken for a total of others. */
interface TotalLine extends TotalRow {
  line: number;
}

/** A suggestion, and how the table was read for it. */
export interface TableSuggestion extends Suggestion {
  readAs: string[];
  headerLine: number;
  /** How many rows were looked at. */
  rows: number;
  hasMoreRows: boolean;
  /** Lines of the whole table that were taken for totals of others, the first of them. */
  totals: Pick<TotalLine, "line" | "text">[];
}

// Enough to see which formats there are, and few enough for tables with hundreds of columns.
const MOST_ROWS_LOOKED_AT = 2000;
const MOST_LINES_ABOVE = 100;

/**
 * Looks at the first rows of a table, and suggests how it becomes positions.
 * @throws UnusableFile when it cannot be read, or has no header and row.
 */
export async function suggestTable(
  bytes: AsyncIterable<Uint8Array>,
  layout: TableLayout,
  context: Omit<SuggestionContext, "isCountry">,
): Promise<TableSuggestion> {
  const readAs: string[] = [];
  const { lines, hasMore, totals } = await firstLines(bytes, layout, readAs);
  const header = likelyHeader(lines.slice(0, MOST_LINES_ABOVE));
  if (header === null) throw new UnusableFile("has no line with names of columns");
  const isTotal = new Set(totals.map(({ line }) => line));
  const below = lines.slice(header.at + 1);
  const rows = below.filter(({ line }) => !isTotal.has(line)).map(({ cells }) => cells);
  if (rows.length === 0) throw new UnusableFile("has no row below its header");
  const isCountry = (text: string) => countryCode(text) !== null;
  const suggestion = suggestMapping(header.names, rows, { ...context, isCountry });
  const { exposure, positionId } = suggestion.mapping.columns;
  if (positionId.columns.includes("")) throw new UnusableFile("has no column that could name its lines");
  if (exposure.column === "")
    throw new UnusableFile("has no column of amounts: each position needs what it is worth");
  const headerLine = lines[header.at]?.line ?? 1;
  const said = totalsEntry(totals, header.names);
  return {
    ...suggestion,
    mapping: { ...suggestion.mapping, table: layout, ...(said === undefined ? {} : { totals: said }) },
    readAs,
    headerLine,
    rows: rows.length,
    hasMoreRows: hasMore,
    totals: said === undefined ? [] : totals.map(({ line, text }) => ({ line, text })),
  };
}

const MOST_TOTALS = 100;

/** The first lines that say something, and the totals of all: one stands at the end as a rule. */
async function firstLines(bytes: AsyncIterable<Uint8Array>, layout: TableLayout, readAs: string[]) {
  const lines: Line[] = [];
  const totals: TotalLine[] = [];
  let hasMore = false;
  const reading = { layout, mostBytes: Number.POSITIVE_INFINITY, tell: (how: string) => readAs.push(how) };
  for await (const read of readTable(bytes, reading)) {
    if ("failure" in read) {
      // An import tells what is wrong with later lines.
      if (hasMore) break;
      if (lines.length === 0) throw new UnusableFile(`line ${read.line}: ${read.failure}`);
      throw new UnusableFile(`line ${read.line}: ${read.failure}: correct that first`);
    }
    if (read.cells.every((cell) => textOf(cell).trim() === "")) continue;
    const total = totalRow(read.cells);
    if (total !== null && totals.length < MOST_TOTALS) totals.push({ ...total, line: read.line });
    if (lines.length < MOST_ROWS_LOOKED_AT) lines.push(read);
    else hasMore ||= total === null;
  }
  return { lines, hasMore, totals };
}
