import type { SectorEvent } from "./alert.ts";

/** What a sector remembers of itself as a whole. */
export interface SectorState {
  /** Since when the sector has had no data; `null` while it has some. */
  noDataSince: string | null;
  /** Whether its readers were told that it has none, and not yet that it has some again. */
  noDataNotified: boolean;
  /** Since when its newest position has been older than the policy lets it be; `null` while it is not. */
  staleSince: string | null;
  /** Whether its readers were told so, and not yet that it is no longer so. */
  staleNotified: boolean;
}

/** What happened to a sector as a whole in a run, and what its readers are to be told of it. */
export interface SectorTransition extends SectorState {
  /** Whether it has data. */
  sectorEvent: SectorEvent | null;
  sectorNotification: SectorEvent | null;
  /** How old they are. Both may happen in one run. */
  staleEvent: SectorEvent | null;
  staleNotification: SectorEvent | null;
}

/** Whether a sector has data: told once when it has none, and once when it has some again. */
export function decideData(
  { noDataSince, noDataNotified }: SectorState,
  { asOf, hasData, isSilenced }: { asOf: string; hasData: boolean; isSilenced: boolean },
): Pick<SectorTransition, "sectorEvent" | "sectorNotification" | "noDataSince" | "noDataNotified"> {
  const event = (hadData: boolean) => (hasData === hadData ? null : hasData ? "data-back" : "no-data");
  return {
    sectorEvent: event(noDataSince === null),
    sectorNotification: isSilenced ? null : event(!noDataNotified),
    noDataSince: hasData ? null : earlierDay(noDataSince, asOf),
    noDataNotified: isSilenced ? noDataNotified : !hasData,
  };
}

/** Whether its data is stale. Without data nothing is known of its age, and what was known of it stands. */
export function decideAge(
  { staleSince, staleNotified }: SectorState,
  {
    asOf,
    hasData,
    stale,
    isSilenced,
  }: { asOf: string; hasData: boolean; stale: boolean; isSilenced: boolean },
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

/** Since when it has been so: not since a day still to come, which a clock that ran ahead may have left. */
function earlierDay(since: string | null, asOf: string): string {
  return since === null || since > asOf ? asOf : since;
}
