import { readTable } from "../files/table.ts";
import { type ComextRole, comextLayout, isConsigned, readComextRow } from "./comext.ts";
import { type TradeOptions, type TradeSource, tradeImport } from "./trade-import.ts";
import { tradeLines } from "./trade-lines.ts";

const comext: TradeSource<ComextRole> = {
  kind: "comext",
  unit: "EUR",
  readRow: readComextRow,
  sourceOf: (reporter) => `Eurostat Comext, imports of ${reporter}`,
  isConsigned,
  rows: (bytes, { mostBytes, tell, onHeader, onBlank }) =>
    tradeLines(readTable(bytes, { layout: {}, mostBytes, tell }), comextLayout, {
      header: onHeader,
      blank: onBlank,
    }),
};

/** Imports a table of Eurostat's Comext into a sector that is measured in euros. */
export function comextImport(options: TradeOptions) {
  return tradeImport(comext, options);
}
