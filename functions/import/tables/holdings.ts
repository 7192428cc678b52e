import type { Holding, HoldingKey } from "../../../shared/supply/holding.ts";
import { sharedHoldingSource } from "../../../shared/supply/holding-source.ts";
import type { HoldingRows } from "../../ports/rows.ts";
import { PayloadError } from "../../runtime/payload.ts";
import type { ReadRow } from "../files/row.ts";
import type { RowKind } from "../files/row-kind.ts";
import type { ImportPorts } from "../ports.ts";
import { checkHoldingSums } from "./holding-sums.ts";
import { type ImportReport, warn } from "./import-report.ts";
import { missingSuppliers } from "./supplier-warnings.ts";
import { type FileImportOptions, importFile } from "./upsert.ts";

/**
 * Stores holdings, and warns of suppliers and holders without a row.
 * @throws PayloadError where there is no table of holdings.
 */
export async function importHoldings(
  source: AsyncIterable<ReadRow<Holding>>,
  { holdings, suppliers, ...ports }: ImportPorts,
  options: FileImportOptions,
): Promise<ImportReport> {
  if (holdings === undefined) {
    const message =
      "this stack has no table of holdings: deploy the version that you run here, and import again";
    throw new PayloadError({ path: [], message });
  }
  const checked = checkHoldingSums(source, holdings.pages(), options.replace === true);
  const ends = new Set<string>();
  const { report } = await importFile(checked, holdingKind(holdings), ports, options, (rows) => {
    for (const { row } of rows) {
      ends.add(row.supplierId);
      if (row.holderId !== null) ends.add(row.holderId);
    }
  });
  warn(report, await missingSuppliers(ends, suppliers));
  return report;
}

function holdingKind(holdings: HoldingRows): RowKind<Holding, HoldingKey> {
  return {
    nameOf: nameOfHolding,
    store: holdings,
    kind: "holdings",
    // Every sector uses it.
    sectorOf: () => null,
    replaces: {
      sourceOf: ({ source }) => (source === null ? null : sharedHoldingSource(source)),
      pages: () => holdings.pages(),
    },
  };
}

/** `the equity of "acme" that "catl" holds from 2026-01-31`. */
function nameOfHolding({ supplierId, holderId, kind, from }: Holding): string {
  const holder = holderId === null ? "holders without a name hold" : `${JSON.stringify(holderId)} holds`;
  return `the ${kind} of ${JSON.stringify(supplierId)} that ${holder}${from === null ? "" : ` from ${from}`}`;
}
