import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";
import type { Fold } from "../supply/fold.ts";
import type { Window } from "../values/day.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import { type Basis, cellsOf } from "./basis.ts";
import { mayCount } from "./moved-months.ts";
import type { ImportRecord } from "./record.ts";

/** What is compared: what an earlier assessment stood on, and what is stored now in the same window. */
export interface StoredThenAndNow {
  basis: Pick<Basis, "imports" | "cells">;
  window: Pick<Window, "after" | "end">;
  there: Pick<Fold, "imports" | "brought">;
  /** The records of all imports that ended since, or have not ended. */
  records: ImportRecord[];
}

/**
 * What is missing without what later imports have brought back: rows that were not stored, with the content of what is gone.
 * Nobody knows that when there were too many cells: then nothing counts as brought back.
 */
export function withoutBroughtBack(
  missing: Map<string, Minor>,
  { basis, there, records, window }: StoredThenAndNow,
): Map<string, Minor> {
  const then = cellsOf(basis);
  if (then === null || there.brought === null) return missing;
  const left = new Map(missing);
  const before = new Map(then.map((cell) => [partKey(cell), cell.exposure]));
  const now = new Map([...there.brought.values()].map((cell) => [partKey(cell), cell.exposure]));
  // No import brings back more than it has added.
  const unused = new Map(records.map((record) => [record.id, addedIn(record, window)]));
  const gained = Map.groupBy(gainedIn(there.brought.values(), before, unused), ({ content }) => content);
  for (const cell of then) {
    const { importId } = cell;
    let gone = cell.exposure - (now.get(partKey(cell)) ?? 0);
    for (const gain of gained.get(cellKey(cell)) ?? []) {
      const missed = importId === null ? undefined : left.get(importId);
      const back = Math.min(gone, missed ?? 0, gain.exposure, unused.get(gain.importId) ?? 0);
      if (importId === null || missed === undefined || back <= 0) continue;
      gone -= back;
      gain.exposure -= back;
      left.set(importId, asMinor(missed - back));
      unused.set(gain.importId, (unused.get(gain.importId) ?? 0) - back);
    }
  }
  return new Map([...left].filter(([, exposure]) => exposure > 0));
}

interface Gain {
  content: string;
  importId: string;
  exposure: number;
}

/** The exposure that each of some imports has more now than before, by content. */
function gainedIn(
  cells: Iterable<BroughtCell>,
  before: ReadonlyMap<string, number>,
  imports: ReadonlyMap<string, unknown>,
): Gain[] {
  return [...cells].flatMap((cell) => {
    const { importId } = cell;
    if (importId === null || !imports.has(importId)) return [];
    const exposure = cell.exposure - (before.get(partKey(cell)) ?? 0);
    return [{ content: cellKey(cell), importId, exposure }];
  });
}

function addedIn({ moved }: ImportRecord, window: StoredThenAndNow["window"]): number {
  if (moved === undefined) return Number.POSITIVE_INFINITY;
  return moved.added
    .filter(([month]) => mayCount(month, window))
    .reduce((sum, [, exposure]) => sum + exposure, 0);
}

function partKey(cell: BroughtCell): string {
  return JSON.stringify([cellKey(cell), cell.importId]);
}
