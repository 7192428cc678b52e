import { MOST_UNPACKED_BYTES } from "../files/gunzip.ts";
import { readTable, startOf } from "../files/table.ts";
import { type ComtradeRole, comtradeLayout, readComtradeRow } from "./comtrade.ts";
import { comtradeJson } from "./comtrade-json.ts";
import { type TradeOptions, type TradeSource, tradeImport } from "./trade-import.ts";
import { tradeLines } from "./trade-lines.ts";

const comtrade: TradeSource<ComtradeRole> = {
  kind: "comtrade",
  unit: "USD",
  readRow: readComtradeRow,
  sourceOf: (reporter) => `UN Comtrade, imports of ${reporter}`,
  isConsigned: () => false,
  async *rows(bytes, { mostBytes, tell, onHeader, onBlank }) {
    const { start, all } = await startOf(bytes);
    // Letters of UTF-16 have a zero beside them, and its mark is no letter.
    if (/^[^\w{[]*[{[]/.test(Buffer.from(start).toString("latin1"))) {
      yield* comtradeJson(all, Math.min(mostBytes, MOST_UNPACKED_BYTES));
      return;
    }
    const table = readTable(all, { layout: {}, mostBytes, tell });
    yield* tradeLines(table, comtradeLayout, { header: onHeader, blank: onBlank });
  },
};

/** Imports a table of UN Comtrade, or an answer of its API, into a sector that is measured in dollars. */
export function comtradeImport(options: TradeOptions) {
  return tradeImport(comtrade, options);
}
