import { broughtKey } from "../supply/brought.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import { cellsOf } from "./basis.ts";
import { type StoredThenAndNow, withoutBroughtBack } from "./brought-back.ts";
import { type MissingImport, MOST_CELLS } from "./missing.ts";
import { mayCount } from "./moved-months.ts";

/**
 * The exposure by import that is gone from the window of an earlier assessment, and that no import is known to have changed or
 * removed. Positions that a later import brought in again with the same content are not gone. Rows whose import is not known
 * are not looked at.
 */
export function missingExposure(states: StoredThenAndNow): Map<string, Minor> {
  const { basis, there } = states;
  const missing = new Map<string, Minor>();
  for (const [importId, exposure] of basis.imports) {
    if (importId === null) continue;
    const gone = exposure - (there.imports.get(importId) ?? 0);
    if (gone <= 0) continue;
    const unexplained = gone - takenFrom(importId, states);
    if (unexplained > 0) missing.set(importId, asMinor(unexplained));
  }
  return missing.size === 0 ? missing : withoutBroughtBack(missing, states);
}

/** How much of what an import brought later ones may have changed or removed in the window. */
function takenFrom(importId: string, { records, window }: StoredThenAndNow): number {
  const taken = records.map(({ moved, tookFrom }) => {
    // It is not known how much.
    if (moved === undefined) return tookFrom.includes(importId) ? Number.POSITIVE_INFINITY : 0;
    return moved.taken
      .filter(([from, month]) => from === importId && mayCount(month, window))
      .reduce((sum, [, , exposure]) => sum + exposure, 0);
  });
  return taken.reduce((sum, one) => sum + one, 0);
}

/** The cells that an import brought and that are less now; `null` when nobody knows, or there are too many. */
export function cellsGone(
  importId: string,
  { basis, there }: Pick<StoredThenAndNow, "basis" | "there">,
): MissingImport["cells"] {
  const then = cellsOf(basis);
  const { brought } = there;
  if (then === null || brought === null) return null;
  const gone = then.flatMap((cell): NonNullable<MissingImport["cells"]> => {
    if (cell.importId !== importId) return [];
    const less = cell.exposure - (brought.get(broughtKey(cell))?.exposure ?? 0);
    if (less <= 0) return [];
    return [[cell.item, cell.supplierId, cell.originCountry, cell.program, asMinor(less)]];
  });
  return gone.length > MOST_CELLS ? null : gone;
}
