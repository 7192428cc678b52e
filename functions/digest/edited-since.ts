import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { type EditedSince, editedBetween } from "../../shared/bulletin/sections/also-edited.ts";
import type { Basis } from "../../shared/imports/basis.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { addDays } from "../../shared/values/day.ts";
import type { ProvenanceStore } from "../ports/imports.ts";
import { during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";

// A digest comes every week.
const DAYS_TOLD = 7;
// Assessments that were kept as history have no basis.
const MOST_TRIED = 5;

/** What no rule measures and was edited in the week before the last assessment; `null` where that is not known. */
export async function editedSince(
  { sector, lastAssessment: last }: Pick<Ledger, "sector" | "lastAssessment">,
  earlier: readonly AssessmentSummary[],
  provenance: Pick<ProvenanceStore, "basis">,
): Promise<EditedSince | null> {
  if (last === null) return null;
  const upTo = addDays(last.asOf, -DAYS_TOLD);
  const newestFirst = earlier
    .filter(({ asOf }) => asOf <= upTo)
    .sort((a, b) => (momentOf(a) < momentOf(b) ? 1 : -1));
  if (newestFirst.length === 0) return null;
  const basisOf = (id: string, asOf: string) =>
    during("reading what its assessments stood on", () =>
      readable({ sector, asOf, assessment: id }, provenance),
    );
  const now = await basisOf(last.id, last.asOf);
  if (now === null) return null;
  for (const { id, asOf } of newestFirst.slice(0, MOST_TRIED)) {
    const then = await basisOf(id, asOf);
    if (then !== null) return editedBetween(then, now);
  }
  return null;
}

function momentOf({ asOf, assessedAt }: AssessmentSummary): string {
  return `${asOf} ${assessedAt}`;
}

/** A basis; `null` where there is none, or it cannot be read: the watchdog tells that. */
async function readable(
  key: Pick<Basis, "sector" | "asOf" | "assessment">,
  provenance: Pick<ProvenanceStore, "basis">,
): Promise<Basis | null> {
  try {
    return await provenance.basis(key);
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}
