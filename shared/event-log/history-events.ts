import type { AlertEvent } from "../alerts/alert.ts";
import type { HistoryRecord } from "../alerts/history.ts";
import type { SectorId } from "../values/identifier.ts";
import type { AlertLine, LogEvent } from "./log-event.ts";

/** A line of the history of a sector as a line of the event log. */
export function eventOfRecord(sector: SectorId, record: HistoryRecord): LogEvent {
  const { at, asOf, rule, group, event, level, by, reason, until, why } = record;
  const head = { schemaVersion: 1, sector, at, asOf, rule, group } as const;
  switch (event) {
    case "silenced":
    case "lifted":
      return {
        ...{ ...head, kind: "silence", event, silence: record.silence ?? "", by, reason },
        ...(until == null || why === undefined ? {} : { until, why }),
      };
    case "acknowledged":
    case "unacknowledged":
      return {
        ...{ ...head, kind: "acknowledgement", event, level },
        ...{ acknowledgement: record.acknowledgement ?? "", by, reason },
        ...(until === undefined || why === undefined ? {} : { until, why }),
      };
    default:
      return { ...head, kind: "alert", ...alertFields(record, event) };
  }
}

type AlertFields = Omit<AlertLine, "schemaVersion" | "sector" | "at" | "asOf" | "rule" | "group" | "kind">;

function alertFields(record: HistoryRecord, event: AlertEvent): AlertFields {
  const { level, observed, limit, published, silence, reason, decided } = record;
  const heldBack = published ? null : silence === null ? (decided?.heldBack ?? null) : "silence";
  return {
    ...{ event, before: decided?.before ?? null, level, observed, limit, told: published, heldBack, silence },
    ...{ reason, assessment: decided?.assessment ?? null, bulletin: decided?.bulletin ?? null },
    ...(decided === undefined ? {} : { alert: decided.alert }),
  };
}
