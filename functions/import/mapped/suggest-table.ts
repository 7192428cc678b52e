import { textOf } from "../../../shared/mapping/cell.ts";
import type { TableLayout } from "../../../shared/mapping/mapping.ts";
import { type Line, likelyHeader } from "../../../shared/mapping/suggest/header.ts";
import type { SuggestionContext } from "../../../shared/mapping/suggest/suggested-mapping.ts";
import { type Suggestion, suggestMapping } from "../../../shared/mapping/suggest/suggestion.ts";
import { countryCode } from "../files/country.ts";
import { UnusableFile } from "../files/row.ts";
import { readTable } from "../files/table.ts";

/** A suggestion, and how the table was read for it. */
export interface TableSuggestion extends Suggestion {
  readAs: string[];
  headerLine: number;
  /** How many rows were looked at. */
  rows: number;
  hasMoreRows: boolean;
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
  const { lines, hasMore } = await firstLines(bytes, layout, readAs);
  const header = likelyHeader(lines.slice(0, MOST_LINES_ABOVE));
  if (header === null) throw new UnusableFile("has no line with names of columns");
  const rows = lines.slice(header.at + 1).map(({ cells }) => cells);
  if (rows.length === 0) throw new UnusableFile("has no row below its header");
  const isCountry = (text: string) => countryCode(text) !== null;
  const suggestion = suggestMapping(header.names, rows, { ...context, isCountry });
  const { exposure, positionId } = suggestion.mapping.columns;
  if (positionId.columns.includes("")) throw new UnusableFile("has no column that could name its lines");
  if (exposure.column === "")
    throw new UnusableFile("has no column of amounts: each position needs what it is worth");
  const headerLine = lines[header.at]?.line ?? 1;
  return {
    ...suggestion,
    mapping: { ...suggestion.mapping, table: layout },
    readAs,
    headerLine,
    rows: rows.length,
    hasMoreRows: hasMore,
  };
}

async function firstLines(
  bytes: AsyncIterable<Uint8Array>,
  layout: TableLayout,
  readAs: string[],
): Promise<{ lines: Line[]; hasMore: boolean }> {
  const lines: Line[] = [];
  const reading = { layout, mostBytes: Number.POSITIVE_INFINITY, tell: (how: string) => readAs.push(how) };
  for await (const read of readTable(bytes, reading)) {
    if ("failure" in read) {
      if (lines.length === 0) throw new UnusableFile(`line ${read.line}: ${read.failure}`);
      throw new UnusableFile(`line ${read.line}: ${read.failure}: correct that first`);
    }
    if (read.cells.every((cell) => textOf(cell).trim() === "")) continue;
    if (lines.length === MOST_ROWS_LOOKED_AT) return { lines, hasMore: true };
    lines.push(read);
  }
  return { lines, hasMore: false };
}
