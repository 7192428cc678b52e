import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";
import { cellsOf } from "./basis.ts";
import type { GuardInput } from "./guard-input.ts";

/** A part of the exposure that one import brought. Parts with the same content can replace each other. */
export interface GuardPart {
  content: string;
  importId: string | null;
  exposure: number;
}

/**
 * Exposure by content and import: at the baseline (`before`); and of what is stored now, in the window of the
 * baseline (`there`), in both windows (`both`), and in today's window (`now`).
 */
export interface Parts {
  before: GuardPart[];
  there: GuardPart[];
  both: GuardPart[];
  now: GuardPart[];
}

/**
 * Divides exposure by content and import. When there are too many cells, everything that one import brought
 * counts as content of its own. Then a file that puts something back must be confirmed too.
 */
export function guardParts({ baseline, fold, foldThen }: GuardInput): Parts {
  const before = cellsOf(baseline);
  const { brought: there, broughtCommon: both } = foldThen;
  if (before !== null && there !== null && both !== null && fold.brought !== null) {
    const ofCells = (cells: Iterable<BroughtCell>) =>
      [...cells].map((cell) => ({
        content: cellKey(cell),
        importId: cell.importId,
        exposure: cell.exposure,
      }));
    return {
      before: ofCells(before),
      there: ofCells(there.values()),
      both: ofCells(both.values()),
      now: ofCells(fold.brought.values()),
    };
  }
  const ofImports = (sums: Iterable<readonly [string | null, number]>) =>
    [...sums].map(([importId, exposure]) => ({ content: importId ?? "", importId, exposure }));
  return {
    before: ofImports(baseline.imports),
    there: ofImports(foldThen.imports),
    both: ofImports(foldThen.importsCommon),
    now: ofImports(fold.imports),
  };
}

/** The exposure of `parts` minus that of `off`, by content and import. */
export function differences(parts: GuardPart[], off: GuardPart[]): GuardPart[] {
  const sums = new Map<string, GuardPart>();
  const add = (part: GuardPart, sign: 1 | -1) => {
    const key = JSON.stringify([part.content, part.importId]);
    const sum = sums.get(key) ?? { ...part, exposure: 0 };
    sums.set(key, { ...sum, exposure: sum.exposure + sign * part.exposure });
  };
  for (const part of parts) add(part, 1);
  for (const part of off) add(part, -1);
  return [...sums.values()];
}
