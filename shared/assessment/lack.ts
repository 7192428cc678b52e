import { type Refused, refusedOf } from "../imports/refusal.ts";
import { type Unconfirmed, unconfirmedOf } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import { type Overlap, overlapsAmong } from "../supply/overlap.ts";
import type { AssessmentInput } from "./assessment-input.ts";

/** What keeps an assessment from being whole, beside items that cannot be read. */
export interface Lack {
  /** Rows that files lost; `null` for none. */
  refused: Refused | null;
  /** Figures that stand for the same days twice. */
  overlaps: Overlap[];
  /** What imports that nobody has confirmed moved, where that is too much; else `null`. */
  unconfirmed: Unconfirmed | null;
  /** Imports of which it may hold a part. */
  unfinished: UnfinishedImport[];
}

/** What an assessment of this input lacks. */
export function lackOf({ refusals = [], fold, unguarded, unfinished = [], policy }: AssessmentInput): Lack {
  const { unit } = policy;
  return {
    refused: refusedOf(refusals, unit),
    overlaps: overlapsAmong(fold.figures.values()),
    unconfirmed:
      unguarded == null ? null : unconfirmedOf(unguarded.found, unguarded.since, unguarded.guard, unit),
    unfinished,
  };
}

/** Whether it lacks anything. */
export function isLacking({ refused, overlaps, unconfirmed, unfinished }: Lack): boolean {
  return refused !== null || overlaps.length > 0 || unconfirmed !== null || unfinished.length > 0;
}

/** The fields of an assessment that tell it: only those that say something. */
export function toldOf({ refused, overlaps, unconfirmed, unfinished }: Lack) {
  return {
    ...(refused === null ? {} : { refused }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
    ...(unconfirmed === null ? {} : { unconfirmed }),
    ...(unfinished.length === 0 ? {} : { unfinished }),
  };
}
