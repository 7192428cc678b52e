import { someOf } from "../../../shared/values/count.ts";
import { parsedJson } from "./json-text.ts";
import { otherJsonCommand } from "./likely-import.ts";
import { UnusableFile } from "./row.ts";
import { wholeText } from "./whole-text.ts";

/** A row of an answer of the Census API. Its line is that of an answer as the API writes it: one row a line. */
export interface CensusRow {
  line: number;
  cells: string[];
}

const COLUMNS = {
  commodity: "I_COMMODITY",
  country: "CTY_CODE",
  value: "GEN_VAL_MO",
  name: "CTY_NAME",
  level: "SUMMARY_LVL",
  time: "time",
  year: "YEAR",
  month: "MONTH",
} as const;

/** Where the columns that are used stand; `undefined` for one that is not there. */
export type CensusColumns = { [Column in keyof typeof COLUMNS]: number | undefined };

/** The rows of an answer, and its columns. @throws UnusableFile when it is none. */
export async function censusRows(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<{ columns: CensusColumns; rows: CensusRow[] }> {
  const table = parseTable(
    await wholeText(source, { mostBytes, advice: "ask for fewer months at once", reads: READS }),
  );
  const [header = [], ...rows] = table;
  return {
    columns: columnsIn(header),
    rows: rows.map((cells, at) => {
      if (cells.length !== header.length)
        throw new UnusableFile(
          `row ${at + 2} has ${cells.length} values and the header ${header.length}: the answer is damaged`,
        );
      return { line: at + 2, cells };
    }),
  };
}

const READS = "import census reads the JSON that the Census API answers";
const NO_ARRAYS = "is no answer of the Census API: that is an array of arrays, the first with the columns";

function parseTable(text: string): string[][] {
  if (text.trim() === "") throw new UnusableFile("is empty: the Census API answers so where it has no data");
  const value = parsedJson(text, READS);
  const other = otherJsonCommand(text, "census");
  if (other !== null) throw new UnusableFile(`is no answer of the Census API: ${other}`);
  if (!Array.isArray(value) || value.length === 0) throw new UnusableFile(NO_ARRAYS);
  return value.map((row: unknown) => {
    if (!Array.isArray(row)) throw new UnusableFile(NO_ARRAYS);
    return row.map(cellText);
  });
}

function cellText(cell: unknown): string {
  if (typeof cell === "string") return cell.normalize("NFC").trim();
  if (typeof cell === "number") return String(cell);
  if (cell === null) return "";
  throw new UnusableFile(NO_ARRAYS);
}

/** A column that was asked for twice, as a variable and as a predicate, stands there twice: the first is taken. */
function columnsIn(header: string[]): CensusColumns {
  const find = (name: string) => {
    const at = header.indexOf(name);
    return at === -1 ? undefined : at;
  };
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, name]) => [column, find(name)]),
  ) as CensusColumns;
  const hasMonth = columns.time !== undefined || (columns.year !== undefined && columns.month !== undefined);
  const missing = [
    ...(["commodity", "country", "value"] as const).flatMap((column) =>
      columns[column] === undefined ? [COLUMNS[column]] : [],
    ),
    ...(hasMonth ? [] : ["time"]),
  ];
  if (missing.length > 0)
    throw new UnusableFile(
      `has no ${someOf(missing, 3)} in its first array: ask intltrade/imports/hs for CTY_CODE, CTY_NAME, I_COMMODITY and GEN_VAL_MO`,
    );
  return columns;
}
