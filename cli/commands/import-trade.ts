import type { Command } from "commander";
import { comextReporter } from "../../functions/import/public/comext-countries.ts";
import { comextImport } from "../../functions/import/public/comext-import.ts";
import { comtradeArea } from "../../functions/import/public/comtrade-countries.ts";
import { comtradeImport } from "../../functions/import/public/comtrade-import.ts";
import { productCode } from "../../functions/import/public/trade-answers.ts";
import type { TradeOptions } from "../../functions/import/public/trade-import.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { checkedItem, measuredIn } from "../input/table-flags.ts";
import { readTradeItems } from "../input/trade-items.ts";
import { UsageError } from "../input/usage-error.ts";
import { addFileCommand, addReplace, type ImportFlags } from "./file-import.ts";

interface TradeFlags extends ImportFlags {
  sector: SectorId;
  item?: string;
  items?: string;
  reporter?: string;
  product?: string[];
}

const SOURCES = [
  { name: "comext", what: "Eurostat Comext: imports into the EU by product and country", of: comextImport },
  {
    name: "comtrade",
    what: "UN Comtrade: imports by product and country, as CSV or JSON",
    of: comtradeImport,
  },
] as const;

/** Adds `import comext` and `import comtrade`. */
export function addImportTrade(
  command: Command,
  policies: Policies,
  importWith: (files: string[], options: ImportFlags, importOne: FileImport) => Promise<void>,
): void {
  for (const { name, what, of } of SOURCES)
    addReplace(addFileCommand(command, name, what))
      .requiredOption("--sector <sector>", "the sector that the imports supply")
      .option("--item <item>", "what the goods are; their product code unless given")
      .option("--items <file>", "a CSV with the columns code,item: what the goods of each code are")
      .option("--reporter <country>", "take only the imports of this country or group")
      .option("--product <code...>", "take only products whose code begins so")
      .action(async (files: string[], flags: TradeFlags) =>
        importWith(files, flags, of(await optionsOf(flags, policies))),
      );
}

async function optionsOf(
  { sector, item, items, reporter, product = [] }: TradeFlags,
  policies: Policies,
): Promise<TradeOptions> {
  return {
    policy: measuredIn({ sector }, policies),
    item: checkedItem({ item }),
    items: items === undefined ? new Map() : await readTradeItems(items),
    reporter: reporter === undefined ? null : checkedReporter(reporter),
    products: product.map(checkedProduct),
    mostBytes: Number.POSITIVE_INFINITY,
  };
}

function checkedReporter(text: string): string {
  const byNumber = /^\d+$/.test(text) ? comtradeArea({ code: text, iso: "", name: "" }) : null;
  if (byNumber !== null && "country" in byNumber) return byNumber.country;
  const read = comextReporter(text);
  if ("reporter" in read) return read.reporter;
  throw new UsageError(`--reporter: ${read.problem}`);
}

function checkedProduct(text: string): string {
  const code = productCode(text);
  if (/^[0-9a-z]{2,20}$/.test(code)) return code;
  throw new UsageError(`--product: ${quoted(text)} is no product code like 8507.60`);
}
