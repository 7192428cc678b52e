import type { MappedReport } from "../../functions/import/mapped/import-mapped.ts";
import type { OwnersReport } from "../../functions/import/owners/import-owners.ts";
import type { TradeReport } from "../../functions/import/public/trade-import.ts";
import type { ContractsReport } from "../../functions/import/public/usaspending.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import { placesOf } from "../../functions/import/tables/rejections.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { contractsLines } from "./contracts-report.ts";
import { mappedLines } from "./mapped-report.ts";
import { ownersLines } from "./owners-report.ts";
import { tradeLines } from "./trade-report.ts";

const LONGEST_REPORTED_FILE = 200;
const MOST_WARNINGS_SHOWN = 50;
const MOST_REASONS_TOLD = 20;

type AnyReport = ImportReport | MappedReport | ContractsReport | OwnersReport | TradeReport;

/** What an import did, for a terminal; with `isDry` what it would do. */
export function reportLines(report: AnyReport, isDry = false): string[] {
  const { rows, added, changed, unchanged, removed, rejected, rejectedAtLeast, warnings } = report;
  const counts = [`${added} new`, `${changed} changed`, `${unchanged} unchanged`];
  if (removed > 0) counts.push(`${removed} removed`);
  if (rejected > 0) counts.push(`${rejectedAtLeast ? "at least " : ""}${rejected} rejected`);
  const more = warnings.length - MOST_WARNINGS_SHOWN;
  const kept = noun(rows, "mapped" in report ? "position" : "owners" in report ? "holding" : "row");
  const dry = isDry ? " (nothing was written)" : "";
  return [
    `${fileName(report)}: ${rows} ${kept}: ${counts.join(", ")}${dry}`,
    ...(report.readAs === undefined ? [] : [`  read: ${report.readAs.join(", ")}`]),
    ...("mapped" in report ? mappedLines(report.mapped, isDry) : []),
    ...("contracts" in report ? contractsLines(report.contracts, isDry) : []),
    ...("owners" in report ? ownersLines(report.owners, isDry) : []),
    ...("trade" in report ? tradeLines(report.trade, report.mapped.unit) : []),
    ...warnings.slice(0, MOST_WARNINGS_SHOWN).map((warning) => `  note: ${warning}`),
    ...(more > 0 ? [`  and ${more} more ${noun(more, "note")}: --json lists them`] : []),
  ];
}

/** One sentence per reason of rejected rows: file, lines, column, reason. The most common reasons come first. */
export function rejectionSentences(report: ImportReport): string[] {
  const file = fileName(report);
  const told = report.reasons.slice(0, MOST_REASONS_TOLD);
  const sentences = told.map((one) => {
    return `${file}: ${placesOf(one)}${one.column === null ? "" : `, ${one.column}`}: ${one.reason}`;
  });
  const others = report.reasons
    .slice(MOST_REASONS_TOLD)
    .reduce((sum, { rows }) => sum + rows, report.otherFaults);
  if (others === 0) return sentences;
  const count = counted(others);
  return [...sentences, `${file}: and ${count} more with other reasons: --json lists them`];
}

function fileName({ file }: ImportReport): string {
  return lineOf(file, LONGEST_REPORTED_FILE);
}
