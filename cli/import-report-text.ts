import type { ImportReport } from "../functions/import/import-report.ts";

/** What an import did, for a terminal. */
export function reportLines(report: ImportReport): string[] {
  const { file, rows, added, changed, unchanged, removed, rejected, warnings } = report;
  const counts = [`${added} new`, `${changed} changed`, `${unchanged} unchanged`];
  if (removed > 0) counts.push(`${removed} removed`);
  if (rejected > 0) counts.push(`${rejected} rejected`);
  return [
    `${file}: ${rows} row${rows === 1 ? "" : "s"}: ${counts.join(", ")}`,
    ...warnings.map((warning) => `  note: ${warning}`),
  ];
}

/** One sentence per rejected row: file, line, column, reason. */
export function rejectionSentences({ file, rejected, rejections }: ImportReport): string[] {
  const sentences = rejections.map(({ line, column, reason }) => {
    return `${file}: line ${line}${column === null ? "" : `, ${column}`}: ${reason}`;
  });
  const unlisted = rejected - rejections.length;
  return unlisted > 0
    ? [...sentences, `${file}: and ${unlisted} more ${unlisted === 1 ? "row was" : "rows were"} rejected`]
    : sentences;
}
