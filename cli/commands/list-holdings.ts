import { type Holding, holdingKey, holdingsOn } from "../../shared/supply/holding.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { plainDecimal } from "../../shared/values/plain-decimal.ts";
import { suppliersAsked } from "../input/asked-supplier.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import type { RowForms } from "../text/row-forms.ts";
import { sortedRows } from "./all-rows.ts";
import { AS_IMPORTED, type Asked, tableCommand } from "./list-table.ts";

interface ListHoldingsOptions {
  supplier?: string;
  holder?: string;
  asOf?: string;
}

const FORMS: RowForms<Holding> = {
  noun: "holding",
  csvColumns: ["supplierId", "holderId", "minShare", "maxShare", "kind", "from", "to", "source"],
  csv: ({ supplierId, holderId, minShare, maxShare, kind, from, to, source }) => [
    ...[supplierId, holderId, decimal(minShare), decimal(maxShare), kind, from, to, source],
  ],
  json: (holding) => holding,
  heads: ["SUPPLIER", "HOLDER", "AT LEAST", "AT MOST", "KIND", "FROM", "TO", "SOURCE"],
  fromRight: [2, 3],
  shown: ({ supplierId, holderId, minShare, maxShare, kind, from, to, source }) => [
    ...[oneLine(supplierId), holderId === null ? "unknown" : oneLine(holderId)],
    ...[decimal(minShare) ?? "unknown", decimal(maxShare) ?? "unknown"],
    ...[kind, from ?? "always", to ?? "further notice", oneLine(source ?? "")],
  ],
};

/** Adds `list holdings`. */
export const addListHoldings = tableCommand<ListHoldingsOptions, Holding>({
  name: "holdings",
  description: "who holds how much of whom, from when to when",
  examples: [
    ["list holdings --supplier CATL", "who holds a company of your own data, by its id or name"],
    [
      "list holdings --holder unknown --as-of 2026-07-31",
      "stakes that count on a day, whose holders are not named",
    ],
  ],
  accept: (command) =>
    command
      .option("--supplier <supplier>", "who is held, by id or name")
      .option("--holder <holder>", "who holds, by id or name; unknown: those who are not named")
      .option("--as-of <day>", "only what counts on this day", dayAsked("--as-of")),
  csvIs: AS_IMPORTED,
  forms: FORMS,
  rows: listedHoldings,
});

async function* listedHoldings({
  options,
  cloud,
  lose,
}: Asked<ListHoldingsOptions>): AsyncGenerator<Holding> {
  const { suppliers, holdings } = cloud.importPorts;
  if (holdings === undefined) {
    const sentence = `stack ${options.stack ?? ""} is of an earlier version, which has no table of holdings`;
    throw new UsageError(`${sentence}: deploy this version`);
  }
  const asked = (flag: string, key: string | undefined) =>
    key === undefined ? null : suppliersAsked(flag, key, "supplier", suppliers);
  const supplier = await asked("--supplier", options.supplier);
  const holder = await asked("--holder", options.holder);
  const all = await sortedRows(holdings.pages(), holdingKey, lose);
  let isFound = false;
  for (const holding of options.asOf === undefined ? all : holdingsOn(all, options.asOf)) {
    if (supplier !== null && !supplier.has(holding.supplierId)) continue;
    if (holder !== null && !holder.has(holding.holderId)) continue;
    isFound = true;
    yield holding;
  }
  if (isFound) return;
  supplier?.foundNothing();
  holder?.foundNothing();
}

function decimal(share: number | null): string | null {
  return share === null ? null : plainDecimal(share);
}
