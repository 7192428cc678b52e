import type { Day } from "../values/day.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import type { Unguarded } from "./guard.ts";
import type { ImportRecord } from "./record.ts";

/** What unconfirmed imports have moved, in an assessment. Exposures are in the assessment's unit. */
export interface Unconfirmed {
  removed: number;
  added: number;
  edited: number;
  /** The exposure at the baseline, the day of the baseline, and the exposure now. */
  before: number;
  since: Day;
  now: number;
  /** The fraction of exposure that imports may move without confirmation. */
  guard: number;
  /** Newest first, at most `MOST_IMPORTS`. */
  imports: UnconfirmedImport[];
  moreImports: number;
}

/** One unconfirmed import. `added` and `removed` are `null` for suppliers and links. */
export interface UnconfirmedImport extends Pick<ImportRecord, "id" | "kind" | "file" | "from" | "startedAt"> {
  added: number | null;
  removed: number | null;
}

const MOST_UNCONFIRMED = 10;
/** Converts what waits to be confirmed into the form of an assessment. */
export function unconfirmedOf(found: Unguarded, since: Day, guard: number, unit: Unit): Unconfirmed {
  const { removed, added, edited, before, now, imports } = found;
  const newest = [...imports].sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    removed: toUnit(removed, unit),
    added: toUnit(added, unit),
    edited: toUnit(edited, unit),
    before: toUnit(before, unit),
    since,
    now: toUnit(now, unit),
    guard,
    imports: newest.slice(0, MOST_UNCONFIRMED).map(({ id, kind, file, from, startedAt, exposure }) => ({
      ...{ id, kind, file, from, startedAt },
      added: exposure && toUnit(exposure.added, unit),
      removed: exposure && toUnit(exposure.removed, unit),
    })),
    moreImports: Math.max(0, newest.length - MOST_UNCONFIRMED),
  };
}

/** A text that is equal for two assessments only when the same waits to be confirmed. */
export function canonicalUnconfirmed({ imports, ...rest }: Unconfirmed): string {
  return JSON.stringify([rest, imports.map(({ id }) => id)]);
}

/** The same with at most the newest imports listed. */
export function shortUnconfirmed(unconfirmed: Unconfirmed, most: number): Unconfirmed {
  const imports = unconfirmed.imports.slice(0, most);
  return {
    ...unconfirmed,
    imports,
    moreImports: unconfirmed.moreImports + unconfirmed.imports.length - imports.length,
  };
}
