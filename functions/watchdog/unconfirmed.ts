import type { Ledger } from "../../shared/ledger.ts";
import { unconfirmedLine } from "../../shared/unconfirmed.ts";
import type { Finding } from "../../shared/watch.ts";
import type { AssessmentStore } from "../ports.ts";

// More than a sector is assessed on one day, by schedule and by hand.
const MOST_OF_A_DAY = 50;

/** Whether imports of a sector wait to be confirmed: no alert of it eases meanwhile, and no message may ever say so. */
export async function findUnconfirmed(
  { sector, lastAssessment }: Ledger,
  assessments: Pick<AssessmentStore, "recent">,
): Promise<Omit<Finding, "look">[]> {
  if (lastAssessment === null) return [];
  const { rows } = await assessments.recent(sector, lastAssessment.asOf, MOST_OF_A_DAY);
  const last = rows.find(({ id }) => id === lastAssessment.id);
  if (last?.unconfirmed === undefined) return [];
  const [newest] = last.unconfirmed.imports;
  const text = `${sector}: ${unconfirmedLine(last.unconfirmed, last.unit)} See npx chokepoint list imports --sector ${sector}`;
  return [{ key: `unconfirmed:${sector}:${newest?.id ?? ""}`, text, graceHours: 0 }];
}
