import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "./cloud.ts";

/** The last assessment of a sector; `null` when there is none, or when it cannot be read (then `problems` says why). */
export interface LastAssessment {
  assessment: Assessment | null;
  problems: string[];
}

/** Reads the last assessment of a sector, which may be damaged. */
export async function lastAssessmentOf(
  sector: SectorId,
  last: Ledger["lastAssessment"],
  { assessments }: Pick<Cloud, "assessments">,
): Promise<LastAssessment> {
  if (last === null) return { assessment: null, problems: [] };
  try {
    const assessment = await assessments.load({ sector, ...last });
    const gone = `the last assessment, as of ${last.asOf}, is no longer stored`;
    return { assessment, problems: assessment === null ? [gone] : [] };
  } catch (error) {
    if (error instanceof UnreadableError) return { assessment: null, problems: [error.message] };
    throw error;
  }
}
