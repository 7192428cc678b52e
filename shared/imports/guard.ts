import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";
import type { Fold } from "../supply/fold.ts";
import { daysBetween, type Window } from "../values/day.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import { type Basis, cellsOf } from "./basis.ts";
import type { ImportRecord } from "./record.ts";
import { editedExposure, type SupplyNow } from "./supply-edits.ts";

/** The fraction of a sector's exposure from which imports need to be confirmed, where the policy does not say. */
export const IMPORT_GUARD = 0.25;

/** What the guard looks at. Exposures are in minor units. */
export interface GuardInput {
  /** What the sector stood on when it was last known to be as it should: an assessment that was complete. */
  baseline: Basis;
  window: Window;
  /** What is stored now, in the window of today and in that of the baseline. */
  fold: Fold;
  foldThen: Fold;
  supply: SupplyNow;
  /** What imports have changed since the baseline. */
  records: ImportRecord[];
  /** The imports that somebody has confirmed. */
  confirmed: ReadonlySet<string>;
  /** Whether the window follows its newest position. */
  followsData: boolean;
  /** The fraction of exposure that is too much. */
  guard: number;
}

/** What imports that nobody has confirmed moved, in minor units, and which they are. */
export interface Unguarded {
  removed: Minor;
  added: Minor;
  /** With suppliers of whom, or behind whom, something that was known was changed. */
  edited: Minor;
  /** Exposure at the baseline, and now. */
  before: Minor;
  now: Minor;
  imports: ImportRecord[];
}

/** The same, with the day of the baseline and the fraction of exposure that is too much. */
export interface UnguardedSince {
  found: Unguarded;
  since: string;
  guard: number;
}

/**
 * What unconfirmed imports have moved since the baseline, if it is more than the guard lets pass; else `null`. Content
 * counts, not rows: what a later file puts back was not moved. What ages out is no import's doing, nor is what a window
 * newly holds, as long as it is not more than twice what such a time held before.
 */
export function unguarded(input: GuardInput): Unguarded | null {
  const { baseline, fold, guard, confirmed } = input;
  // A sector that was empty had nothing to guard: what comes first is its beginning.
  if (baseline.exposure === 0) return null;
  const parts = partsOf(input);
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

/** A part of the exposure that one import brought. What has the same content can stand in its place. */
interface Part {
  content: string;
  importId: string | null;
  exposure: number;
}

/** The exposure of the baseline; and of what is stored now: in its window, in both windows, and in that of today. */
interface Parts {
  before: Part[];
  there: Part[];
  both: Part[];
  now: Part[];
}

/**
 * Exposure by content and import. Where there is too much of it to be told apart, what each import brought counts as
 * content of its own: then a file that puts something back has to be confirmed as well.
 */
function partsOf({ baseline, fold, foldThen }: GuardInput): Parts {
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

interface Moved {
  added: number;
  removed: number;
  imports: Set<string>;
}

/** What unconfirmed imports added to the content of the baseline's window and took from it. */
function movedCells({ before, there }: Parts, input: GuardInput): Moved {
  const takers = takersOf(input);
  const byContent = new Map<string, Moved>();
  for (const { content, importId, exposure: change } of differences(there, before)) {
    const own = byContent.get(content) ?? { added: 0, removed: 0, imports: new Set<string>() };
    byContent.set(content, own);
    if (change > 0 && importId !== null && !input.confirmed.has(importId)) {
      own.added += change;
      own.imports.add(importId);
    }
    // What no record explains was taken by no import.
    const unconfirmed = change < 0 ? takers(importId) : [];
    if (unconfirmed.length > 0) own.removed -= change;
    for (const id of unconfirmed) own.imports.add(id);
  }
  const all: Moved = { added: 0, removed: 0, imports: new Set() };
  for (const { added, removed, imports } of byContent.values()) {
    if (added === removed) continue;
    all.added += Math.max(0, added - removed);
    all.removed += Math.max(0, removed - added);
    for (const id of imports) all.imports.add(id);
  }
  return all;
}

/** By content and import, exposure less what is taken off. */
function differences(parts: Part[], off: Part[]): Part[] {
  const sums = new Map<string, Part>();
  const add = (part: Part, sign: 1 | -1) => {
    const key = JSON.stringify([part.content, part.importId]);
    const sum = sums.get(key) ?? { ...part, exposure: 0 };
    sums.set(key, { ...sum, exposure: sum.exposure + sign * part.exposure });
  };
  for (const part of parts) add(part, 1);
  for (const part of off) add(part, -1);
  return [...sums.values()];
}

/** The unconfirmed imports that took from the rows of an import; none where one that is confirmed may have. */
function takersOf({ records, confirmed }: GuardInput): (importId: string | null) => string[] {
  const byTaken = new Map<string | null, string[]>();
  for (const { id, tookFrom } of records) {
    for (const taken of tookFrom) byTaken.set(taken, [...(byTaken.get(taken) ?? []), id]);
  }
  return (importId) => (byTaken.get(importId) ?? []).filter((id) => !confirmed.has(id));
}

// A month may well hold twice, or half, of what the one before it held.
const MOST_GROWTH = 2;

/**
 * What the window newly holds beyond what such a time may hold. Where the window follows the data, also what has left
 * it because of a position that hardly brings anything with it: `lost`.
 */
function enteredExposure(
  { both, now }: Parts,
  { baseline, window, fold, foldThen, confirmed, followsData }: GuardInput,
) {
  const common = both.reduce((sum, { exposure }) => sum + exposure, 0);
  const imports = new Set<string>();
  let unconfirmed = 0;
  for (const { exposure, importId } of differences(now, both)) {
    if (exposure <= 0 || importId === null || confirmed.has(importId)) continue;
    unconfirmed += exposure;
    imports.add(importId);
  }
  const days = Math.max(0, daysBetween(baseline.windowEnd, window.end));
  const expected = baseline.exposure * Math.min(1, days / window.windowDays);
  const entered = fold.exposure - common;
  const left = foldThen.exposure - common;
  const isMovedByData = followsData && imports.size > 0 && entered * MOST_GROWTH < expected;
  const excess = Math.max(0, unconfirmed - MOST_GROWTH * expected);
  const lost = isMovedByData ? Math.max(0, left - entered) : 0;
  return { excess, lost, imports: excess > 0 || lost > 0 ? imports : new Set<string>() };
}
