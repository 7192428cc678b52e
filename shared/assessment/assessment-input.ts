import type { UnguardedSince } from "../imports/guard.ts";
import type { MissingImport } from "../imports/missing.ts";
import type { Refusal } from "../imports/refusal.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import { heldOn } from "../policy/held-on.ts";
import { type Listings, listingsOf } from "../policy/listings.ts";
import { listsFor } from "../policy/own-lists.ts";
import type { Policy } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import { suppliersOn } from "../supply/holder-table.ts";
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
  /** Whether rows are missing: then no group certainly lies below the floor of a rule. */
  isIncomplete?: boolean;
}

/** The input with the holdings and lists of its day: a backtest gives the holdings of all days. */
export function ofItsDay<Input extends MeasuredInput>(given: Input): Input {
  const { asOf } = given.window;
  const listings = heldOn(given.listings, asOf);
  return { ...given, suppliers: suppliersOn(given.suppliers, asOf), listings };
}

/** The input with the lists that its policy has. A new source stands on the lists that name it, as every supplier does. */
export function withListings<Input extends Omit<MeasuredInput, "listings">>(
  given: Input,
): Input & Pick<MeasuredInput, "listings"> {
  return { ...given, listings: listingsOf(given.suppliers, listsFor(given.policy)) };
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
  /** Whether it is one of many that are made at once. Pairs and losses in days, which nobody reads there, are then not computed. */
  isOneOfMany?: true;
  version: string;
  digest: (text: string) => string;
}
