import type { Assessment } from "../assessment/assessment.ts";
import type { Basis } from "../imports/basis.ts";
import type { ImportRecord } from "../imports/record.ts";
import type { SupplyNow } from "../imports/supply-edits.ts";
import type { Listings } from "../policy/listings.ts";
import type { Policy } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";
import type { Day } from "../values/day.ts";

/** The data that explains why a sector differs from an earlier assessment. */
export interface Evidence {
  policy: Policy;
  /** The earlier assessment, and its basis. */
  assessment: Assessment;
  basis: Basis;
  /** What is stored now: in today's window, and in the window of the earlier assessment, compared with it. */
  fold: Fold;
  foldThen: Fold;
  /** Who is on which restricted list now, and the day of now. */
  listings: Listings;
  asOf: Day;
  /** The days of today's window, and its last one. */
  windowDays: number;
  windowEnd: Day;
  supply: SupplyNow;
  /** Imports that ended since, or have not ended. */
  records: ImportRecord[];
}

/**
 * The evidence of a run: since the last assessment, and since readers were told of each alert that is better
 * now.
 */
export interface RunEvidence {
  previous: Evidence | null;
  /** By `alertKey`. */
  told: ReadonlyMap<string, Evidence>;
  /** Stored items that would be needed and cannot be read; absent when there are none. */
  lost?: UnreadableItem[];
}

/** A cause: it moved exposure, or changed how exposure counts. */
export type Cause =
  | { kind: "left" }
  | { kind: "entered" }
  | { kind: "import"; ids: string[] }
  | { kind: "unrecorded" }
  | { kind: "lists"; list: string; moves: ListMove[] }
  | { kind: "supply" };

/** A supplier that came on a restricted list, or went off it; or goods that it names, by what it calls them. */
export type ListMove = ({ supplierId: string } | { goods: string }) & { isOn: boolean };

/** The name of a cause. The same cause always has the same name. */
export function causeKey(cause: Cause): string {
  return cause.kind === "import" ? `import ${cause.ids.join(" ")}` : cause.kind;
}
