import type { Rejections } from "./rejections.ts";

/**
 * What an import rejected, as CSV that a spreadsheet opens and executes nothing of: a line for each thing wrong with
 * each row, and where a reason is too common for that, one with how many more rows have it.
 */
export function rejectsCsv({ rejections, reasons, otherFaults }: Omit<Rejections, "rejected">): string {
  const lines = rejections.map(({ line, column, reason }) => [String(line), column ?? "", reason]);
  const more = reasons.flatMap(({ column, reason, rows }) => {
    const listed = rejections.filter((one) => one.column === column && one.reason === reason).length;
    return rows > listed ? [["", column ?? "", `${reason} (and ${rowsText(rows - listed)} more)`]] : [];
  });
  const others = otherFaults > 0 ? [["", "", `and ${rowsText(otherFaults)} with other reasons`]] : [];
  return [["line", "column", "reason"], ...lines, ...more, ...others]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

function rowsText(count: number): string {
  return `${count.toLocaleString("en-US")} row${count === 1 ? "" : "s"}`;
}

/** A cell that is text to whatever reads it: one that begins like a formula gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
