import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { DecidedPast } from "../../shared/recompute/past-statuses.ts";
import type { Day } from "../../shared/values/day.ts";
import type { AssessmentStore, History } from "../ports/decisions.ts";
import type { ProvenanceStore } from "../ports/imports.ts";
import { MOST_OF_A_DAY } from "../reading/load-benchmark.ts";
import { during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";

/** What reading the decisions of a day needs from the world. */
export interface ThenPorts {
  assessments: Pick<AssessmentStore, "recent">;
  history: Pick<History, "read">;
  provenance: Pick<ProvenanceStore, "basis">;
}

/** What is stored of the decisions up to a day, and what of it cannot be read. */
export async function loadDecidedPast(
  asOf: Day,
  ledger: Ledger,
  ports: ThenPorts,
): Promise<{ past: DecidedPast; problems: string[] }> {
  const { sector, outbox } = ledger;
  const { rows, unreadable } = await during("reading its history", () => ports.history.read(sector));
  const summary = await during("reading its earlier assessments", () => lastDecided(ledger, asOf, ports));
  // Some lines wait in the outbox, and may be in the history meanwhile: the same line twice changes nothing.
  const lines = [...rows, ...outbox.flatMap(({ records }) => records)];
  const history = lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const lost = unreadable.count === 0 ? [] : [LOST_LINES];
  return { past: { history, ledger, summary }, problems: lost };
}

const LOST_LINES = "some of its history cannot be read, so the alerts of that day may not be all";

/** The last assessment up to a day that was decided on: only those have a basis, and not those that were kept as history. */
async function lastDecided(
  { sector }: Ledger,
  asOf: Day,
  { assessments, provenance }: ThenPorts,
): Promise<AssessmentSummary | null> {
  const { rows } = await assessments.recent(sector, asOf, MOST_OF_A_DAY);
  const newestFirst = rows.toSorted((a, b) => (momentOf(a) < momentOf(b) ? 1 : -1));
  for (const summary of newestFirst) if (await hasBasis(summary, provenance)) return summary;
  return null;
}

function momentOf({ asOf, assessedAt }: AssessmentSummary): string {
  return `${asOf} ${assessedAt}`;
}

async function hasBasis(
  { sector, asOf, id }: AssessmentSummary,
  provenance: ThenPorts["provenance"],
): Promise<boolean> {
  try {
    return (await provenance.basis({ sector, asOf, assessment: id })) !== null;
  } catch (error) {
    // A damaged one is there.
    if (error instanceof UnreadableError) return true;
    throw error;
  }
}
