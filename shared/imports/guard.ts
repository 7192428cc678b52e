import type { Day } from "../values/day.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import { editedExposure } from "./edited-exposure.ts";
import { enteredExposure } from "./entered-exposure.ts";
import type { GuardInput } from "./guard-input.ts";
import { guardParts } from "./guard-parts.ts";
import { movedCells } from "./moved-cells.ts";
import type { ImportRecord } from "./record.ts";

/**
 * When imports move more than this fraction of a sector's exposure, they must be confirmed. A policy may choose
 * another fraction.
 */
export const IMPORT_GUARD = 0.25;

/** What unconfirmed imports have moved, in minor units, and which imports these are. */
export interface Unguarded {
  removed: Minor;
  added: Minor;
  /** The exposure with suppliers whose known facts were changed, or the facts of someone above them. */
  edited: Minor;
  /** The exposure at the baseline, and now. */
  before: Minor;
  now: Minor;
  imports: ImportRecord[];
}

/** The same, with the day of the baseline and the fraction of exposure that may be moved. */
export interface UnguardedSince {
  found: Unguarded;
  since: Day;
  guard: number;
}

/**
 * What unconfirmed imports have moved since the baseline, when it is more than the guard allows; otherwise
 * `null`. Only content counts, not rows: when a later file puts content back, nothing was moved. Imports do not
 * move what leaves the window because of its age, nor what newly enters the window, unless that is more than
 * twice what a window of this length held before.
 */
export function unguarded(input: GuardInput): Unguarded | null {
  const { baseline, fold, guard, confirmed } = input;
  // An empty sector has nothing to guard: the first import fills it.
  if (baseline.exposure === 0) return null;
  const parts = guardParts(input);
  const moved = movedCells(parts, input);
  const entered = enteredExposure(parts, input);
  const edits = editedExposure(input);
  const found = {
    removed: asMinor(moved.removed + entered.lost),
    added: asMinor(moved.added + entered.excess),
    edited: asMinor(edits.exposure),
  };
  const most = guard * baseline.exposure;
  if (found.removed <= most && found.added <= most && found.edited <= guard * fold.exposure) return null;
  const ids = new Set([...moved.imports, ...entered.imports, ...edits.imports]);
  const imports = input.records.filter(({ id }) => ids.has(id) && !confirmed.has(id));
  return { ...found, before: baseline.exposure, now: fold.exposure, imports };
}
