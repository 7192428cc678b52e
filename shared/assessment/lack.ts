import { type Missing, missingOf } from "../imports/missing.ts";
import { type Refused, refusedOf } from "../imports/refusal.ts";
import { type Unconfirmed, unconfirmedOf } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import { type Overlap, overlapsAmong } from "../supply/overlap.ts";
import type { AssessmentInput } from "./assessment-input.ts";

/** What makes an assessment incomplete, besides items that cannot be read. */
export interface Lack {
  /** Refused rows of files; `null` for none. */
  refused: Refused | null;
  /** Figures that count some days twice. */
  overlaps: Overlap[];
  /** What unconfirmed imports moved when it is too much; otherwise `null`. */
  unconfirmed: Unconfirmed | null;
  /** Unfinished imports, whose rows may be present in part. */
  unfinished: UnfinishedImport[];
  /** What has left the sector without an import; `null` for nothing. */
  missing: Missing | null;
}

/** What the assessment of an input lacks. */
export function lackOf(input: AssessmentInput): Lack {
  const { refusals = [], fold, unguarded, unfinished = [], missing = [], policy } = input;
  const { unit } = policy;
  return {
    refused: refusedOf(refusals, unit),
    overlaps: overlapsAmong(fold.figures.values()),
    unconfirmed:
      unguarded == null ? null : unconfirmedOf(unguarded.found, unguarded.since, unguarded.guard, unit),
    unfinished,
    missing: missingOf(missing, unit),
  };
}

/** Whether an assessment lacks anything. */
export function isLacking({ refused, overlaps, unconfirmed, unfinished, missing }: Lack): boolean {
  const isWhole = refused === null && overlaps.length === 0 && unconfirmed === null;
  return !isWhole || unfinished.length > 0 || missing !== null;
}

/** The fields of an assessment that say what it lacks; only those that apply. */
export function toldOf({ refused, overlaps, unconfirmed, unfinished, missing }: Lack) {
  return {
    ...(refused === null ? {} : { refused }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
    ...(unconfirmed === null ? {} : { unconfirmed }),
    ...(unfinished.length === 0 ? {} : { unfinished }),
    ...(missing === null ? {} : { missing }),
  };
}
