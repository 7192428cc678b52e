import type { GroupExposure } from "../policy/floor.ts";

/** What the floor of a rule has to do with the news of a run. */
export interface FloorPart {
  /** The floor now, in the unit of the policy; `null` for none. */
  now: number | null;
  /** The floor that readers know; `null` for none. */
  before: number | null;
  exposure: GroupExposure;
  /** False while data is incomplete: then no floor counts. */
  isCounted: boolean;
}

/** Whether a group with this exposure certainly lies below a floor; never without a floor, and where its exposure is not known. */
export function isUnder(exposure: GroupExposure | null, floor: number | null): boolean {
  return exposure !== null && floor !== null && exposure.upper > 0 && exposure.upper < floor;
}
