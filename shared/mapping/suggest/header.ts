import { type Cell, textOf } from "../cell.ts";
import { columnName } from "../columns.ts";

/** A line of a table. */
export interface Line {
  line: number;
  cells: readonly Cell[];
}

/**
 * The line among the first of a table that is most likely its header: the one with most different names, none of them a
 * number. `null` where none has two names.
 */
export function likelyHeader(lines: readonly Line[]): { at: number; names: string[] } | null {
  const [best] = lines
    .map(({ cells }, at) => ({
      at,
      names: cells.map((cell) => columnName(textOf(cell))),
      score: scoreOf(cells),
    }))
    .filter(({ score }) => score >= 2)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return best === undefined ? null : { at: best.at, names: best.names };
}

function scoreOf(cells: readonly Cell[]): number {
  const names = cells.flatMap((cell) =>
    typeof cell === "string" && cell.trim() !== "" ? [cell.trim()] : [],
  );
  const numbers = cells.length - cells.filter((cell) => typeof cell === "string").length;
  const withDigits = names.filter((name) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(name)).length;
  return new Set(names).size - 2 * (numbers + withDigits);
}
