import type { UnguardedSince } from "../imports/guard.ts";
import type { MissingImport } from "../imports/missing.ts";
import type { Refusal } from "../imports/refusal.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Listings } from "../policy/listings.ts";
import type { Policy } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Window } from "../values/day.ts";

/** What the rules of a sector are measured by. */
export interface MeasuredInput {
  policy: Policy;
  fold: Fold;
  /** The sector at earlier times, by the number of days before, for rules about change. */
  foldsBefore: ReadonlyMap<number, Fold>;
  /** The rows of the suppliers. `listings` says on which days the lists in them hold. */
  suppliers: Suppliers;
  listings: Listings;
  links: Links;
  window: Window;
}

/** Everything that an assessment depends on. `digest` turns text into a short hexadecimal hash. */
export interface AssessmentInput extends MeasuredInput {
  /** What was refused of the sector's files; absent when nothing was. */
  refusals?: Refusal[];
  /**
   * What unconfirmed imports moved when it is too much, with the day of the baseline and the allowed fraction.
   */
  unguarded?: UnguardedSince | null;
  /** Unfinished imports, whose rows may be present in part. */
  unfinished?: UnfinishedImport[];
  /** What has left the sector without an import, and is still missing. */
  missing?: MissingImport[];
  version: string;
  digest: (text: string) => string;
}
