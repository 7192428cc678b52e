import type { Day } from "../values/day.ts";
import type { SectorEvent } from "./alert.ts";

/** What is remembered about the whole sector. */
export interface SectorState {
  /** The day since which the sector has no data; `null` while it has some. */
  noDataSince: Day | null;
  /** Whether readers were told that there is no data, and not yet that it is back. */
  noDataNotified: boolean;
  /** The day since which the newest position is older than the policy allows; `null` while it is not. */
  staleSince: Day | null;
  /** Whether readers were told that the data is stale, and not yet that it is fresh again. */
  staleNotified: boolean;
}

/** The events of the whole sector in a run, and what readers must be told of them. */
export interface SectorTransition extends SectorState {
  /** About data that is missing or back. */
  sectorEvent: SectorEvent | null;
  sectorNotification: SectorEvent | null;
  /** About the age of the data. Both events may happen in one run. */
  staleEvent: SectorEvent | null;
  staleNotification: SectorEvent | null;
}

/** Decides whether a sector has data. Readers are told once when it has none, and once when it has some again. */
export function decideData(
  { noDataSince, noDataNotified }: SectorState,
  { asOf, hasData, isSilenced }: { asOf: Day; hasData: boolean; isSilenced: boolean },
): Pick<SectorTransition, "sectorEvent" | "sectorNotification" | "noDataSince" | "noDataNotified"> {
  const event = (hadData: boolean) => (hasData === hadData ? null : hasData ? "data-back" : "no-data");
  return {
    sectorEvent: event(noDataSince === null),
    sectorNotification: isSilenced ? null : event(!noDataNotified),
    noDataSince: hasData ? null : earlierDay(noDataSince, asOf),
    noDataNotified: isSilenced ? noDataNotified : !hasData,
  };
}

/** Decides whether the data is stale. Without data its age is not known, and the earlier state stays. */
export function decideAge(
  { staleSince, staleNotified }: SectorState,
  { asOf, hasData, stale, isSilenced }: { asOf: Day; hasData: boolean; stale: boolean; isSilenced: boolean },
): Pick<SectorTransition, "staleEvent" | "staleNotification" | "staleSince" | "staleNotified"> {
  if (!hasData) return { staleEvent: null, staleNotification: null, staleSince, staleNotified };
  const event = (wasStale: boolean) => (stale === wasStale ? null : stale ? "stale" : "fresh");
  return {
    staleEvent: event(staleSince !== null),
    staleNotification: isSilenced ? null : event(staleNotified),
    staleSince: stale ? earlierDay(staleSince, asOf) : null,
    staleNotified: isSilenced ? staleNotified : stale,
  };
}

/** The day since which a state exists. A future day, stored while a clock was ahead, does not count. */
function earlierDay(since: Day | null, asOf: Day): string {
  return since === null || since > asOf ? asOf : since;
}
