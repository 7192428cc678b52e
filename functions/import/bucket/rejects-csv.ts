import { counted, noun } from "../../../shared/values/count.ts";
import type { Rejections } from "../tables/rejections.ts";

/**
 * What an import rejected, as CSV that a spreadsheet opens and executes nothing of: a line for each thing wrong with
 * each row, and where a reason is too common for that, one with how many more rows have it.
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

/** A cell that is text to whatever reads it: one that begins like a formula gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
