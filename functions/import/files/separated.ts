import type { TableLayout } from "../../../shared/mapping/mapping.ts";
import { readRecords } from "./csv.ts";
import type { TableLine } from "./table-line.ts";
import { UnreadableBytes, wholeLines } from "./whole-lines.ts";

type Separator = NonNullable<TableLayout["separator"]>;

const SEPARATORS: Record<Separator, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};
const LINES_LOOKED_AT = 30;

/**
 * Reads the lines of a text table in UTF-8. Where it is not given, the separator is the one by which most of the first lines
 * have the same number of fields; a first line `sep=;` names it. Any but the comma is told.
 */
export async function* readSeparated(
  source: AsyncIterable<Uint8Array>,
  given: Separator | undefined,
  tell: (how: string) => void,
): AsyncGenerator<TableLine> {
  const { start, all } = await firstLines(wholeLines(source));
  const named = namedSeparator(start);
  const separator = given ?? named ?? likelySeparator(start);
  if (given === undefined && separator !== ",") tell(`columns apart by ${SEPARATORS[separator]}`);
  for await (const { line, record, failure } of readRecords(all(), separator)) {
    if (failure !== undefined) yield { line, failure };
    else if (named === null || line > 1) yield { line, cells: record, isOpen: false };
  }
}

/** The first lines of a text, and all of it from the beginning. */
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
  async function* all() {
    yield* held;
    yield* lines;
  }
  return { start: start.split("\n").slice(0, LINES_LOOKED_AT), all };
}

function namedSeparator([first = ""]: string[]): Separator | null {
  const [, found] = /^"?sep=(.)"?$/i.exec(first.trimEnd()) ?? [];
  return found !== undefined && isSeparator(found) ? found : null;
}

function isSeparator(text: string): text is Separator {
  return text in SEPARATORS;
}

function likelySeparator(lines: string[]): Separator {
  const [best] = (Object.keys(SEPARATORS) as Separator[])
    .map((separator) => ({ separator, ...agreement(lines, separator) }))
    .sort((a, b) => b.lines - a.lines || b.fields - a.fields);
  return best === undefined || best.lines === 0 ? "," : best.separator;
}

/** How many lines have the commonest number of separators outside of quotes, and that number. */
function agreement(lines: string[], separator: Separator): { lines: number; fields: number } {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.replace(/"(?:[^"]|"")*("|$)/g, "").split(separator).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  const [[fields, most] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { lines: most, fields };
}
