import type { FindingLog } from "../../functions/ports/decisions.ts";
import { readEventPast } from "../../functions/reading/event-past.ts";
import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import { eventLog, operationsLog } from "../../shared/event-log/event-log.ts";
import type { LogEvent } from "../../shared/event-log/log-event.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { historyAndPublications } from "./alert-history.ts";

/** The event log of a sector, as far as it is stored; with `null`, of what is about none. Takes note of items that cannot be read. */
export async function storedEvents(
  sector: SectorId | null,
  cloud: Cloud,
  lose: (unreadable: Unreadable) => void,
): Promise<LogEvent[]> {
  const findings = findingsIn(cloud);
  if (sector === null) {
    const { rows, unreadable } = await findings.read(null);
    lose(unreadable);
    return operationsLog(rows);
  }
  const history = {
    async read() {
      const { history: stored, publications } = await historyAndPublications(sector, cloud);
      return { rows: stored.events, publications, unreadable: stored.unreadable ?? NOTHING_UNREADABLE };
    },
  };
  const { summaries, provenance: imports } = cloud;
  const { past, unreadable } = await readEventPast(sector, { history, summaries, imports, findings });
  lose(unreadable);
  return eventLog(sector, past);
}

/** What the watchdog has sent, also what it has not yet written into the log. */
function findingsIn({ findings, watches }: Pick<Cloud, "findings" | "watches">): Pick<FindingLog, "read"> {
  return {
    async read(sector) {
      // Its memory first: a line that moves from there into the log meanwhile is then found twice, and never lost.
      const waiting = await unrecorded(watches);
      const { rows, unreadable } = await findings.read(sector);
      const own = waiting.lines.filter((line) => line.sector === sector);
      return { rows: [...rows, ...own], unreadable: mergeUnreadable([unreadable, waiting.unreadable]) };
    },
  };
}

async function unrecorded(watches: Cloud["watches"]) {
  try {
    return { lines: (await watches.load()).watch.unrecorded, unreadable: NOTHING_UNREADABLE };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { lines: [], unreadable: { count: 1, first: [error.item] } };
  }
}
