import { counted, noun } from "../../../shared/values/count.ts";
import type { Rejections } from "../tables/rejections.ts";

/**
 * The rejected rows of an import as CSV, safe to open in a spreadsheet: one line for each fault of each row. For a very
 * common reason, one more line says how many other rows have it.
 */
export function rejectsCsv({ rejections, reasons, otherFaults }: Omit<Rejections, "rejected">): string {
  const lines = rejections.map(({ line, column, reason }) => [String(line), column ?? "", reason]);
  const more = reasons.flatMap(({ column, reason, rows, listed }) => {
    return rows > listed ? [["", column ?? "", `${reason} (${moreRows(rows - listed)})`]] : [];
  });
  const ofOthers = rejections.length - reasons.reduce((sum, { listed }) => sum + listed, 0);
  const unlisted = otherFaults - ofOthers;
  const others = unlisted > 0 ? [["", "", `${moreRows(unlisted)} with other reasons`]] : [];
  return [["line", "column", "reason"], ...lines, ...more, ...others]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

function moreRows(count: number): string {
  return `${counted(count)} more ${noun(count, "row")}`;
}

/** A cell that every program reads as text: one that begins like a formula gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
