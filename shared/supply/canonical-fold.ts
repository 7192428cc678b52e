import type { Cell } from "./cell.ts";
import type { Fold } from "./fold.ts";

/**
 * A fold as text, the same for every order of positions and pages. Its digest is the input hash. Waiting
 * positions are left out, so that the assessment of a past day stays the same whatever is imported later.
 */
export function canonicalFold(fold: Fold): string {
  const { positions, exposure, illustrative, newestDate, unreadable } = fold;
  const sums = JSON.stringify({ positions, exposure, illustrative, newestDate, unreadable });
  const common = fold.common.size === 0 ? "" : `,"common":${inOrder(fold.common)}`;
  return `${sums.slice(0, -1)},"cells":${inOrder(fold.cells)}${common}}`;
}

// A sector may have millions of cells, so they become text in portions.
const PORTION = 1000;

/** Cells as a JSON list, by key. */
function inOrder(cells: ReadonlyMap<string, Cell>): string {
  const keys = [...cells.keys()].sort();
  const portions: string[] = [];
  for (let from = 0; from < keys.length; from += PORTION) {
    const portion = keys.slice(from, from + PORTION).flatMap((key) => cells.get(key) ?? []);
    portions.push(JSON.stringify(portion.map(canonicalCell)).slice(1, -1));
  }
  return `[${portions.join(",")}]`;
}

function canonicalCell({ item, supplierId, originCountry, program, exposure }: Cell): unknown[] {
  return [item, supplierId, originCountry, program, exposure];
}
