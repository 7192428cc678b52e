import type { Holding } from "../../../shared/supply/holding.ts";
import type { GoodRow, Rejection } from "../files/row.ts";
import type { ImportPorts } from "../ports.ts";
import { importHoldings } from "../tables/holdings.ts";
import { type ImportReport, warn } from "../tables/import-report.ts";
import type { FileImportOptions } from "../tables/upsert.ts";
import { type HoldersAnswer, type NewHolders, storeHolders, withNewHolders } from "./new-holders.ts";
import type { FateCounts, RowFates } from "./row-fates.ts";

/** Which suppliers another source knows. */
export interface MatchedSuppliers {
  /** All that are stored, or named by the table of ids. */
  suppliers: number;
  /** Those with an id of the source. */
  withId: number;
  /** Those that stand in the files. */
  found: number;
  /** Of those that do not, the first by their own ids. */
  missing: string[];
}

/** What was read of who owns whom. */
interface ReadOwners {
  rows: (GoodRow<Holding> | Rejection)[];
  holders: NewHolders;
  matched: MatchedSuppliers;
  fates: FateCounts[];
  /** What else is to be said of them. */
  notes?: string[];
}

/** What an import of who owns whom did. */
export interface OwnersReport extends ImportReport {
  owners: {
    /** Where the rows of each file have gone. */
    files: RowFates[];
    matched: MatchedSuppliers;
    /** The supplier rows of holders, and of suppliers without one. */
    holders: HoldersAnswer;
  };
}

/** Stores holdings and the supplier rows that they need. Nothing is stored before all files are accounted for. */
export async function importOwners(
  { rows, holders, matched, fates, notes = [] }: ReadOwners,
  ports: ImportPorts,
  options: FileImportOptions,
): Promise<OwnersReport> {
  const files = fates.map((one) => one.sum());
  const suppliers = withNewHolders(ports.suppliers, holders);
  const more = { ...options, isExtract: true as const };
  const report = await importHoldings(inOrder(rows), { ...ports, suppliers }, more);
  warn(report, notes);
  await storeHolders(holders, { ports, options: more, report });
  const { added, unnamed, completed, stored } = holders;
  return { ...report, owners: { files, matched, holders: { added, unnamed, completed, stored } } };
}

async function* inOrder(rows: (GoodRow<Holding> | Rejection)[]) {
  yield* rows.sort((a, b) => a.line - b.line);
}
