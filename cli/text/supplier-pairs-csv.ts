import type { SupplierName } from "../../shared/resemblance/supplier-pairs.ts";
import { type Cell, csvLines } from "../../shared/values/csv.ts";
import type { SupplierSuggestions } from "./supplier-suggestions.ts";

const COLUMNS = [
  ...["score", "name", "supplierId", "rows", "hasRow"],
  ...["otherName", "otherSupplierId", "otherRows", "otherHasRow", "reason"],
];

/** All suggestions as CSV. */
export function pairsCsv({ pairs }: SupplierSuggestions): string[] {
  const cells = ({ name, supplierId, rows, hasRow }: SupplierName): Cell[] => [
    name,
    supplierId,
    rows,
    hasRow,
  ];
  return csvLines(
    COLUMNS,
    pairs.map(({ name, other, score, reason }) => [score, ...cells(name), ...cells(other), reason]),
  );
}
