import type { UnguardedSince } from "../imports/guard.ts";
import type { Refusal } from "../imports/refusal.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Policy } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Window } from "../values/day.ts";

/** Everything an assessment depends on. `digest` turns text into a short hexadecimal hash. */
export interface AssessmentInput {
  policy: Policy;
  fold: Fold;
  /** The sector as it was, by the number of days before, for each that a rule about change asks for. */
  foldsBefore: ReadonlyMap<number, Fold>;
  suppliers: Suppliers;
  links: Links;
  window: Window;
  /** What was refused of the files that the sector stands on; nothing unless given. */
  refusals?: Refusal[];
  /** What imports that nobody confirmed moved, where that is too much: since when, and beyond which fraction. */
  unguarded?: UnguardedSince | null;
  /** Imports of which it may hold a part; none unless given. */
  unfinished?: UnfinishedImport[];
  version: string;
  digest: (text: string) => string;
}
