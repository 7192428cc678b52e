import type { Position } from "../../../shared/supply/position.ts";
import type { ReadRow } from "./row.ts";
import { startOf } from "./table.ts";
import { readUsitc, type UsitcReading } from "./usitc.ts";
import { readUsitcExport } from "./usitc-export.ts";

const OWN_COLUMN = /^"?(hts|period|country|general_customs_value_usd)"?$/;

/** Reads imports by country of USITC: a table with one figure a row, or an export as DataWeb writes it. The first bytes tell which. */
export async function* readAnyUsitc(
  source: AsyncIterable<Uint8Array>,
  options: UsitcReading,
): AsyncGenerator<ReadRow<Position>> {
  const { start, all } = await startOf(source);
  yield* isTable(start) ? readUsitc(all, options) : readUsitcExport(all, options);
}

/** Whether a file begins with the header of a table, or is empty. */
function isTable(start: Uint8Array): boolean {
  const text = Buffer.from(start)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  const names = text.split(/[\r\n]/, 1).flatMap((line) => line.split(","));
  return text === "" || names.some((name) => OWN_COLUMN.test(name.trim()));
}
