import { someOf } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { otherImport } from "./likely-import.ts";
import { UnusableFile } from "./row.ts";

/**
 * The columns of a header, once it is known to name all of `columns`, any of `optional`, each once and nothing else.
 * @throws UnusableFile saying what is wrong with it and what was expected.
 */
export function checkedHeader(
  record: string[],
  { line, columns, optional }: { line: number; columns: readonly string[]; optional: readonly string[] },
): string[] {
  const header = record.map(plainColumn);
  const all = [...columns, ...optional];
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter((column) => !all.includes(column));
  const twice = all.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  const expected = `expected ${columns.join(",")}${mayHave(optional)}`;
  const apart = missing.length > 0 ? otherSeparator(header, all) : null;
  if (apart !== null) throw new UnusableFile(`line ${line}: ${apart}; ${expected}`);
  const problems = [
    missing.length > 0 ? `the header lacks ${missing.join(", ")}` : null,
    extra.length > 0 ? `the header has ${listedColumns(extra)} which it should not` : null,
    twice.length > 0 ? `the header has ${twice.join(", ")} twice` : null,
  ].filter((problem) => problem !== null);
  if (problems.length === 0) return header;
  const other = otherImport(header, all);
  const lacks = other === "" ? `${problems.join(" and ")}; ${expected}` : `${problems[0]}${other}`;
  throw new UnusableFile(`line ${line}: ${lacks}`);
}

/** A column's name without what is not seen around it: blanks, and the byte order mark of a file that was joined. */
export function plainColumn(name: string): string {
  return name.normalize("NFC").trim();
}

/** What columns may be apart by that is no comma. */
const FIELD_SEPARATORS = [
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
] as const;

function separatedBy(name: string): string {
  return `separates its columns by ${name}: write commas between them, and a point in numbers (12.50)`;
}

/** What to do about a first line with quoted columns that are not apart by commas; `null` for any other. */
export function otherQuotedHeader(start: string): string | null {
  const [, found] = /^\uFEFF?"[^"]*"\s*([;\t|])/.exec(start) ?? [];
  const [, name] = FIELD_SEPARATORS.find(([separator]) => separator === found) ?? [];
  return name === undefined ? null : separatedBy(name);
}

/** What to do about a header whose columns are apart, and not by commas; `null` for any other. */
function otherSeparator(header: string[], known: string[]): string | null {
  if (/^sep=/i.test(header[0] ?? "")) return 'begins with "sep=", which only Excel knows: remove this line';
  const whole = header.join(",");
  for (const [separator, name] of FIELD_SEPARATORS) {
    const parts = whole.split(separator).map(plainColumn);
    if (parts.some((part) => part !== whole && known.includes(part))) {
      return separatedBy(name);
    }
  }
  return null;
}

function mayHave(optional: readonly string[]): string {
  return optional.length === 0 ? "" : `, and ${optional.join(",")} if you like`;
}

const MOST_COLUMNS = 3;
const LONGEST_COLUMN = 30;

function listedColumns(columns: string[]): string {
  const names = columns.map((column) => quoted(column, LONGEST_COLUMN));
  return someOf(names, MOST_COLUMNS);
}
