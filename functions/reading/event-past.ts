import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import type { StoredPast } from "../../shared/event-log/event-log.ts";
import { mergeUnreadable, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { FindingLog, History, SummaryList } from "../ports/decisions.ts";
import type { ImportStore } from "../ports/imports.ts";
import { during } from "../runtime/during.ts";

/** What the event log is made of. */
export interface EventPorts {
  history: Pick<History, "read">;
  summaries: SummaryList;
  imports: Pick<ImportStore, "of">;
  findings: Pick<FindingLog, "read">;
}

const [FIRST_DAY, LAST_DAY] = ["0001-01-01", "9999-12-31"];

/** All that is stored of the past of a sector, and the items among it that cannot be read. */
export async function readEventPast(
  sector: SectorId,
  { history, summaries, imports, findings: told }: EventPorts,
): Promise<{ past: StoredPast; unreadable: Unreadable }> {
  const lines = await during("reading its history", () => history.read(sector));
  const records = await during("reading its imports", () => imports.of(sector));
  const findings = await during("reading what was told to operations", () => told.read(sector));
  const unreadable = [lines.unreadable, records.unreadable, findings.unreadable];
  const found: AssessmentSummary[] = [];
  await during("reading its assessments", async () => {
    for await (const page of summaries.between(sector, FIRST_DAY, LAST_DAY)) {
      found.push(...page.rows);
      unreadable.push(page.unreadable);
    }
  });
  const { rows, publications } = lines;
  const past = {
    history: rows,
    publications,
    summaries: found,
    imports: records.rows,
    findings: findings.rows,
  };
  return { past, unreadable: mergeUnreadable(unreadable) };
}
