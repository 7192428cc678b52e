import { unzipped } from "../../files/unzipped.ts";
import { namedRows } from "../named-rows.ts";
import type { FateCounts } from "../row-fates.ts";
import { otherGleifFile } from "./other-file.ts";

/** Why companies tell no parent, in the words of GLEIF, each once; and by how many rows. By LEI. */
export type ExceptionsFound = ReadonlyMap<string, { reasons: ReadonlySet<string>; rows: number }>;

const CATEGORIES = new Set([
  "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
  "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT",
]);
const REASONS = [1, 2, 3, 4, 5].map((at) => `Exception.Reason.${at}`);

/**
 * Reads the reporting exceptions of GLEIF's golden copy, for companies of which no parent is told: `isAsked` says which these
 * are. Each row is counted, but for those that are returned.
 * @throws UnusableFile when it is another file.
 */
export async function readExceptions(
  bytes: AsyncIterable<Uint8Array>,
  isAsked: (lei: string) => "yes" | "a parent is told" | "no",
  fates: FateCounts,
): Promise<ExceptionsFound> {
  const found = new Map<string, { reasons: Set<string>; rows: number }>();
  const columns = ["LEI", "Exception.Category", "Exception.Reason.1"];
  for await (const row of namedRows(unzipped(bytes), { columns, isNot, command: "gleif" })) {
    fates.read();
    if ("broken" in row) {
      fates.refuse();
      continue;
    }
    const lei = row.cellOf("LEI");
    const asked = isAsked(lei);
    if (row.cellOf("DeletedAt") !== "") fates.leaveOut("were taken back (DeletedAt)");
    else if (asked === "no") fates.leaveOut(OF_NOBODY);
    else if (asked === "a parent is told") fates.leaveOut("of companies whose other parent is told");
    else if (!CATEGORIES.has(row.cellOf("Exception.Category")))
      fates.leaveOut("about something else than a parent");
    else {
      const reasons = REASONS.map(row.cellOf).filter((reason) => reason !== "");
      const own = found.get(lei) ?? { reasons: new Set(), rows: 0 };
      found.set(lei, own);
      own.rows += 1;
      for (const reason of reasons.length === 0 ? ["no reason"] : reasons) own.reasons.add(reason);
    }
  }
  return found;
}

/** Said of rows about companies that are not asked for. */
export const OF_NOBODY = "of companies that are neither your suppliers nor above them";

function isNot(header: readonly string[]): string {
  return (
    otherGleifFile(header, "exceptions") ??
    "is not the header of GLEIF's reporting exceptions (golden copy, repex, as CSV)"
  );
}
