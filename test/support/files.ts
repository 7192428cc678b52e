import type { ReadRow } from "../../functions/import/files/row.ts";

/** The columns of a file of positions. */
export const POSITION_COLUMNS =
  "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";

/** A file's content as a stream of bytes. */
export async function* fileOf(...lines: string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${lines.join("\n")}\n`);
}

/** Everything that was read from a file. */
export async function readAll<Row>(rows: AsyncIterable<ReadRow<Row>>): Promise<ReadRow<Row>[]> {
  const all: ReadRow<Row>[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
