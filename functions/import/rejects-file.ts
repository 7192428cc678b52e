import type { ImportReport } from "./import-report.ts";

/** What an import rejected, as CSV that a spreadsheet opens and executes nothing of. */
export function rejectsCsv({ rejected, rejections }: Pick<ImportReport, "rejected" | "rejections">): string {
  const lines = rejections.map(({ line, column, reason }) => [String(line), column ?? "", reason]);
  const unlisted = rejected - rejections.length;
  if (unlisted > 0)
    lines.push(["", "", `and ${unlisted} more ${unlisted === 1 ? "row was" : "rows were"} rejected`]);
  return [["line", "column", "reason"], ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** A cell that is text to whatever reads it: one that begins like a formula gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
