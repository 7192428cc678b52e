import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { MOST_EARLIER } from "../../shared/assessment/trend.ts";
import { type LostPast, lostSentences } from "../../shared/bulletin/lost-past.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";

/** What a run tells of the past. Decisions do not need it, so damaged items stop no decision. */
export interface Past {
  /** The assessment before this one, to tell what moved since; `null` when there is none, or it is lost. */
  previous: Assessment | null;
  /** Summaries of earlier assessments, to tell the trend. */
  earlier: AssessmentSummary[];
  lost: LostPast;
}

/** Reads the past of a sector. @throws Error when the store does not answer. */
export async function loadPast(
  { sector, lastAssessment }: Ledger,
  { asOf }: Assessment,
  today: Day,
  { assessments }: { assessments: AssessmentStore },
): Promise<Past> {
  const [{ previous, last }, { rows, unreadable }] = await Promise.all([
    during("reading its last assessment", () => loadLast(sector, lastAssessment, today, assessments)),
    during("reading its earlier assessments", () => assessments.recent(sector, asOf, MOST_EARLIER)),
  ]);
  return { previous, earlier: rows, lost: { last, earlier: unreadable } };
}

/** What a result says of a past that could not be read completely. */
export function problemsOf({ lost }: Past): string[] {
  return lostSentences(lost);
}

async function loadLast(
  sector: SectorId,
  lastAssessment: Ledger["lastAssessment"],
  today: Day,
  assessments: AssessmentStore,
): Promise<{ previous: Assessment | null; last: LostPast["last"] }> {
  // An assessment as of a future day explains nothing: what moved is told since a day in the past.
  if (lastAssessment === null || lastAssessment.asOf > today) return { previous: null, last: null };
  const { id, asOf } = lastAssessment;
  try {
    const previous = await assessments.load({ sector, id, asOf });
    const last = previous === null ? { asOf, unreadable: null } : null;
    return { previous, last };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { previous: null, last: { asOf, unreadable: error.item } };
  }
}
