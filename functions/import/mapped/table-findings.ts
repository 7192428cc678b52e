import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import { columnName, columnsNamed, folded } from "../../../shared/mapping/columns.ts";
import { isErrorValue } from "../../../shared/mapping/error-value.ts";
import type { Mapping } from "../../../shared/mapping/mapping.ts";
import { watchDays } from "../../../shared/mapping/watched-days.ts";
import { counted, noun, someOf } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";

/** What the rows of a table say beside each other. */
export interface TableFindings {
  onHeader(header: readonly string[]): void;
  see(line: number, cells: readonly Cell[]): void;
  /** Why nothing of the table can be taken; `null` when it can. */
  problem(): string | null;
  warnings(): string[];
}

const MOST_LINES = 3;

/** Starts with no row. */
export function createTableFindings(mapping: Mapping): TableFindings {
  const { date, exposure } = mapping.columns;
  const unknown = new Set(mapping.unknown.map(folded));
  const days = watchDays(date?.format ?? "");
  const errors = new Map<string, { text: string; column: string; lines: number[]; count: number }>();
  let dayAt = -1;
  let texts: { column: string; at: number }[] = [];
  const isKnown = (text: string) => text.trim() !== "" && !unknown.has(folded(text));
  return {
    onHeader(header) {
      const placeOf = (column: string) => header.indexOf(columnName(column));
      dayAt = date?.column === undefined ? -1 : placeOf(date.column);
      texts = columnsNamed(mapping)
        .filter((column) => column !== columnName(exposure.column) && placeOf(column) !== dayAt)
        .map((column) => ({ column, at: placeOf(column) }));
    },
    see(line, cells) {
      const day = cells[dayAt];
      if (day !== undefined && isKnown(textOf(day))) days.see(day);
      for (const { column, at } of texts) {
        const text = textOf(cells[at] ?? "");
        if (!text.startsWith("#") || !isErrorValue(text) || !isKnown(text)) continue;
        const key = `${column}\u0000${folded(text)}`;
        const own = errors.get(key) ?? { text, column, lines: [], count: 0 };
        errors.set(key, own);
        own.count += 1;
        if (own.lines.length < MOST_LINES) own.lines.push(line);
      }
    },
    problem: () =>
      date?.format === undefined ? null : formatProblem(days.otherFormat(), date.format, date.column),
    warnings: () =>
      [...errors.values()].map(({ text, column, lines, count }) => {
        const where = `${noun(count, "line")} ${someOf(lines.map(String), MOST_LINES, count, counted)}`;
        return `${quoted(column)} says ${quoted(text)} on ${where}, where a formula of the workbook fails: correct it, or add ${quoted(text)} to "unknown" in the mapping`;
      }),
  };
}

function formatProblem(
  other: ReturnType<ReturnType<typeof watchDays>["otherFormat"]>,
  format: string,
  column = "",
): string | null {
  if (other === null) return null;
  const { days, unread } = other;
  const some = `${counted(unread)} of the ${counted(days)} days in ${quoted(column)}`;
  return `${some} ${noun(unread, "is", "are")} not of the form ${format}, and all of them are of the form ${other.format}: write "format": ${quoted(other.format)} for date in the mapping; nothing was taken`;
}
