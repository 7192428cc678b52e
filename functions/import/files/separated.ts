import type { TableLayout } from "../../../shared/mapping/mapping.ts";
import { foreignStart } from "./foreign-start.ts";
import { type FileRecord, readRecords } from "./records.ts";
import type { TableLine } from "./table-line.ts";
import { UnreadableBytes, wholeLines } from "./whole-lines.ts";

export type Separator = NonNullable<TableLayout["separator"]>;

const NAMES: Record<Separator, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};
/** What columns may be apart by, the commonest first. */
export const separators = Object.keys(NAMES) as Separator[];
const LINES_LOOKED_AT = 30;

/** How the separator of a text is known. */
export interface SeparatorChoice {
  given: Separator | undefined;
  /** The likeliest one of the first lines of a text, where it is neither given nor named by a first line `sep=;`. */
  likely(lines: string[]): Separator;
  tell(how: string): void;
}

/** Reads the lines of a text table in UTF-8 as `openSeparated` does, whatever its header is. */
export async function* readSeparated(
  source: AsyncIterable<Uint8Array>,
  choice: Omit<SeparatorChoice, "likely">,
): AsyncGenerator<TableLine> {
  const { records } = await openSeparated(source, { ...choice, likely: likelySeparator });
  for await (const { line, record, failure } of records) {
    yield failure === undefined ? { line, cells: record, isOpen: false } : { line, failure };
  }
}

/** Finds the separator of a text in UTF-8, and begins to read its records. Any but the comma is told. */
export async function openSeparated(
  source: AsyncIterable<Uint8Array>,
  { given, likely, tell }: SeparatorChoice,
): Promise<{ separator: Separator; records: AsyncGenerator<FileRecord> }> {
  const { start, all } = await firstLines(wholeLines(source, foreignStart));
  const named = namedSeparator(start);
  const separator = given ?? named ?? likely(start);
  if (given === undefined && separator !== ",") tell(`columns apart by ${NAMES[separator]}`);
  return { separator, records: readRecords(all(named !== null), separator) };
}

/** The first lines of a text, and all of it from the beginning; with `isFirstEmpty`, as if nothing stood in the first line. */
async function firstLines(lines: AsyncGenerator<string | UnreadableBytes>) {
  const held: (string | UnreadableBytes)[] = [];
  let start = "";
  for (let count = 0; count < LINES_LOOKED_AT; ) {
    const next = await lines.next();
    if (next.done === true) break;
    held.push(next.value);
    if (next.value instanceof UnreadableBytes) break;
    start += next.value;
    count += next.value.split("\n").length - 1;
  }
  async function* all(isFirstEmpty: boolean) {
    const [first, ...others] = held;
    if (first !== undefined)
      yield isFirstEmpty && typeof first === "string" ? first.replace(/^[^\n]*/, "") : first;
    yield* others;
    held.length = 0;
    yield* lines;
  }
  return { start: start.split("\n").slice(0, LINES_LOOKED_AT), all };
}

function namedSeparator([first = ""]: string[]): Separator | null {
  const [, found] = /^"?sep=(.)"?$/i.exec(first.trimEnd()) ?? [];
  return found !== undefined && isSeparator(found) ? found : null;
}

function isSeparator(text: string): text is Separator {
  return text in NAMES;
}

/** The separator by which most of the lines have the same number of fields. */
function likelySeparator(lines: string[]): Separator {
  const plain = withoutQuoted(lines);
  const [best] = separators
    .map((separator) => ({ separator, ...agreement(plain, separator) }))
    .sort((a, b) => b.lines - a.lines || b.fields - a.fields);
  return best === undefined || best.lines === 0 ? "," : best.separator;
}

/** The lines without what stands in quotes, which may go over several of them. A quote within a field is an inch: 19" rack. */
function withoutQuoted(lines: string[]): string[] {
  return lines
    .join("\n")
    .replace(/(^|[,;|\t]) *"(?:[^"]|"")*"/gm, "$1")
    .split("\n");
}

/** How many lines have the commonest number of separators, and that number. */
function agreement(lines: string[], separator: Separator): { lines: number; fields: number } {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  const [[fields, most] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { lines: most, fields };
}
