import { readEventPast } from "../../functions/reading/event-past.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import type { LogEvent } from "../../shared/event-log/log-event.ts";
import { NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { historyAndPublications } from "./alert-history.ts";

/** The event log of a sector, as far as it is stored. Takes note of items that cannot be read. */
export async function storedEvents(
  sector: SectorId,
  cloud: Cloud,
  lose: (unreadable: Unreadable) => void,
): Promise<LogEvent[]> {
  const history = {
    async read() {
      const { history: stored, publications } = await historyAndPublications(sector, cloud);
      return { rows: stored.events, publications, unreadable: stored.unreadable ?? NOTHING_UNREADABLE };
    },
  };
  const { summaries, provenance: imports } = cloud;
  const { past, unreadable } = await readEventPast(sector, { history, summaries, imports });
  lose(unreadable);
  return eventLog(sector, past);
}
