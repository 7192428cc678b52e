import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import type { LogEvent } from "../../shared/event-log/log-event.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { historyOf } from "./alert-history.ts";

const [FIRST_DAY, LAST_DAY] = ["0001-01-01", "9999-12-31"];

/** The event log of a sector, as far as it is stored. Takes note of items that cannot be read. */
export async function storedEvents(
  sector: SectorId,
  cloud: Cloud,
  lose: (unreadable: Unreadable) => void,
): Promise<LogEvent[]> {
  const { events: history, unreadable } = await historyOf(sector, cloud);
  if (unreadable !== undefined) lose(unreadable);
  const imports = await cloud.provenance.of(sector);
  lose(imports.unreadable);
  const summaries: AssessmentSummary[] = [];
  for await (const page of cloud.summaries.between(sector, FIRST_DAY, LAST_DAY)) {
    summaries.push(...page.rows);
    lose(page.unreadable);
  }
  return eventLog(sector, { history, summaries, imports: imports.rows });
}
