import { textOf } from "../../../shared/mapping/cell.ts";
import { columnName } from "../../../shared/mapping/columns.ts";
import { counted, noun } from "../../../shared/values/count.ts";
import { adviceFor, otherCommand } from "../files/likely-import.ts";
import { type Notice, type Rejection, UnusableFile } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import type { TradeColumns } from "./trade-figure.ts";

/** A row below the header, as the texts of its cells by what their columns are for. */
export interface TradeLine<Role extends string> {
  line: number;
  text(role: Role): string;
}

/** The columns of a table, by the names that they may have; the first name that is there counts. */
export interface TradeLayout<Role extends string> {
  /** The import that reads it, and its publisher as sentences name it. */
  command: "comext" | "comtrade";
  publisher: string;
  names: Record<Role, readonly string[]>;
  /** What a table must have of them; why a table that has not cannot be read. */
  lacking(columns: TradeColumns<Role>, names: readonly string[]): string | null;
}

// What stands above a header is a title, a date and the like.
const MOST_LINES_ABOVE = 100;

/**
 * The rows below the first line that has the columns of a layout. `onBlank` is called for lines without any value.
 * @throws UnusableFile when no line has them.
 */
export async function* tradeLines<Role extends string>(
  lines: AsyncIterable<TableLine>,
  layout: TradeLayout<Role>,
  on: { header(line: number): void; blank(): void },
): AsyncGenerator<TradeLine<Role> | Rejection | Notice> {
  let header: { names: string[]; columns: TradeColumns<Role> } | null = null;
  let lacking = "is empty: the header is missing";
  let above = 0;
  for await (const read of lines) {
    const { line } = read;
    if ("failure" in read) {
      if (header === null) throw new UnusableFile(`line ${line}: ${read.failure}`);
      const reason = `${read.failure}; nothing after it was read`;
      return yield { line, column: null, reason, endsFile: true };
    }
    const texts = read.cells.map((cell) => textOf(cell).normalize("NFC").trim());
    if (texts.every((text) => text === "")) {
      if (header !== null) on.blank();
    } else if (header === null) {
      const names = texts.map(columnName);
      const columns = columnsIn(names, layout);
      const lack = layout.lacking(columns, names);
      if (lack === null) {
        header = { names, columns };
        on.header(line);
      } else {
        const other = otherCommand(names, layout.command);
        if (other !== null)
          throw new UnusableFile(`line ${line}: is no table of ${layout.publisher}: ${other}`);
        if (above === 0) lacking = withAdvice(lack, names, layout);
      }
      above += 1;
      if (above > MOST_LINES_ABOVE) break;
    } else if (texts.length === header.names.length && texts.every((text, at) => text === header?.names[at]))
      yield { line, notice: "the header stands here again; it was left out" };
    else yield lineOf(line, texts, header, read.isOpen);
  }
  if (header === null) throw new UnusableFile(lacking);
}

/** What is said of a first line that lacks columns: a table with none of them is one of the user's own. */
function withAdvice<Role extends string>(
  lack: string,
  names: readonly string[],
  layout: TradeLayout<Role>,
): string {
  const known = Object.values<readonly string[]>(layout.names).flat();
  const advice = adviceFor(names, layout.command, known);
  return advice === null ? lack : `${lack}; ${advice}`;
}

/** Where the columns of a layout stand among names. */
export function columnsIn<Role extends string>(
  names: readonly string[],
  layout: TradeLayout<Role>,
): TradeColumns<Role> {
  const lower = names.map((name) => name.toLowerCase());
  const entries = Object.entries<readonly string[]>(layout.names).map(([role, known]) => {
    const places = known.map((name) => lower.indexOf(name.toLowerCase()));
    return [role, places.find((at) => at !== -1) ?? null];
  });
  return Object.fromEntries(entries) as TradeColumns<Role>;
}

function lineOf<Role extends string>(
  line: number,
  texts: readonly string[],
  { names, columns }: { names: readonly string[]; columns: TradeColumns<Role> },
  isOpen: boolean,
): TradeLine<Role> | Rejection {
  // UN Comtrade ends its rows, but not its header, with a comma.
  const hasEnd = texts.length === names.length + 1 && texts.at(-1) === "";
  if (texts.length === names.length || hasEnd || isOpen)
    return { line, text: (role) => texts[columns[role] ?? -1] ?? "" };
  const count = `${counted(texts.length)} ${noun(texts.length, "field")}`;
  const reason = `has ${count} and the header ${counted(names.length)}`;
  return { line, column: null, reason, kind: "has another number of fields than the header" };
}
