import { asUtf8 } from "./encoding.ts";
import { isGzip, isZip } from "./file-sign.ts";
import { foreignTable, START_BYTES } from "./foreign-start.ts";
import { unpack } from "./gunzip.ts";
import { readSeparated } from "./separated.ts";
import { readSpooled } from "./spooled.ts";
import type { TableLine } from "./table-line.ts";
import type { TableReading } from "./table-reading.ts";
import { readWorkbook } from "./workbook.ts";

/** A table that is to be read: its text in UTF-8, the bytes of its workbook, or why it is neither. */
type OpenedTable =
  | { text: AsyncIterable<Uint8Array> }
  | { workbook: AsyncIterable<Uint8Array> }
  | { failure: string };

/**
 * Opens a table, whatever it is: text with separators, the same packed with gzip, or a workbook. The first bytes tell which;
 * the name of the file does not matter.
 */
export async function openTable(
  source: AsyncIterable<Uint8Array>,
  reading: TableReading,
): Promise<OpenedTable> {
  const { start, all } = await startOf(source);
  if (isGzip(start)) return { text: textIn(await startOf(unpack(all, reading.mostBytes)), reading) };
  if (isZip(start)) return { workbook: all };
  const failure = foreignTable(start);
  return failure === null ? { text: textIn({ start, all }, reading) } : { failure };
}

/** Reads the lines of a table. */
export async function* readTable(
  source: AsyncIterable<Uint8Array>,
  reading: TableReading,
): AsyncGenerator<TableLine> {
  const opened = await openTable(source, reading);
  if ("failure" in opened) yield { line: 1, failure: opened.failure };
  else if ("workbook" in opened) yield* readSpooled(opened.workbook, (file) => readWorkbook(file, reading));
  else yield* readSeparated(opened.text, { given: reading.layout.separator, tell: reading.tell });
}

export interface Started {
  start: Uint8Array;
  all: AsyncIterable<Uint8Array>;
}

function textIn({ start, all }: Started, { layout, tell }: TableReading): AsyncIterable<Uint8Array> {
  return asUtf8(all, { start, encoding: layout.encoding, tell });
}

/** The first bytes of a file, and all of it from the beginning. */
export async function startOf(source: AsyncIterable<Uint8Array>): Promise<Started> {
  const bytes = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let failure: { error: unknown } | null = null;
  while (start.length < START_BYTES) {
    try {
      const next = await bytes.next();
      if (next.done === true) break;
      start = Buffer.concat([start, next.value]);
    } catch (error) {
      failure = { error };
      break;
    }
  }
  async function* all() {
    try {
      yield start;
      if (failure !== null) throw failure.error;
      for (let next = await bytes.next(); next.done !== true; next = await bytes.next()) yield next.value;
    } finally {
      await bytes.return?.();
    }
  }
  return { start: start.subarray(0, START_BYTES), all: all() };
}
