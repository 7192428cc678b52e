import type { Assessment } from "../assessment/assessment.ts";
import type { Basis } from "../imports/basis.ts";
import type { ImportRecord } from "../imports/record.ts";
import type { SupplyNow } from "../imports/supply-edits.ts";
import type { Policy } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";

/** What it takes to say why a sector is not what it was at an earlier assessment. */
export interface Evidence {
  policy: Policy;
  /** The earlier assessment, and what it stood on. */
  assessment: Assessment;
  basis: Basis;
  /** What is stored now: in the window of today, and in that of the earlier assessment, compared with it. */
  fold: Fold;
  foldThen: Fold;
  /** How many days the window of today holds. */
  windowDays: number;
  supply: SupplyNow;
  /** The imports that ended since, or have not ended. */
  records: ImportRecord[];
}

/** The evidence of a run: since the last assessment, and since readers were told of each alert that is better now. */
export interface RunEvidence {
  previous: Evidence | null;
  /** By `alertKey`. */
  told: ReadonlyMap<string, Evidence>;
  /** Stored items that it would take and that cannot be read; none unless given. */
  lost?: UnreadableItem[];
}

/** What moved exposure, or changed how it counts. */
export type Cause =
  | { kind: "left" }
  | { kind: "entered" }
  | { kind: "import"; ids: string[] }
  | { kind: "unrecorded" }
  | { kind: "supply" };

/** The same cause has the same name. */
export function causeKey(cause: Cause): string {
  return cause.kind === "import" ? `import ${cause.ids.join(" ")}` : cause.kind;
}
